import type { ConsoleEvent } from '@/lib/runbooks/console'
import { errorLinesOf, inInk, ink, printed, shownOnly } from './console-text'
import type { Screen } from './line-painter'

/** Where the text of a run goes: the screen, and the log that screen readers hear. */
export interface ConsoleOutput {
  write(event: Extract<ConsoleEvent, { kind: 'text' | 'clear' | 'progress' | 'refused' }>): Promise<void>
  /** A line of our own. */
  note(text: string, code?: string | null): void
  /** The next thing written begins a line. */
  freshLine(): void
}

/** So much is written before the terminal has shown it: then the run waits, and with it the server. */
const mostPending = 64 * 1024

export function consoleOutput(screen: Screen, log: (text: string) => void): ConsoleOutput {
  let atStart = true
  let progress = false
  let pending = 0
  const noProgress = () => {
    if (progress) screen.write('\r\x1b[2K')
    progress = false
  }
  const put = (text: string) => {
    noProgress()
    screen.write(text)
    if (text) atStart = text.endsWith('\n')
    pending += text.length
  }
  const freshLine = () => {
    noProgress()
    if (!atStart) put('\r\n')
  }
  const note = (text: string, code: string | null = null) => {
    freshLine()
    put(`${inInk(shownOnly(text), code).replace(/\n/g, '\r\n')}\r\n`)
    log(shownOnly(text))
  }
  const showProgress = ({ activity, status, percent }: Extract<ConsoleEvent, { kind: 'progress' }>) => {
    const text = [activity, status, percent === null ? '' : `${Math.round(percent)} %`]
      .filter(Boolean)
      .join('  ')
    freshLine()
    const fits = [...shownOnly(text).replace(/\s+/g, ' ')].slice(
      0,
      Math.max(10, Math.floor(screen.columns / 2)),
    )
    screen.write(inInk(fits.join(''), ink.warning))
    progress = true
  }
  return {
    note,
    freshLine,
    async write(event) {
      if (event.kind === 'clear') {
        screen.clear()
        atStart = true
      } else if (event.kind === 'progress') showProgress(event)
      else if (event.kind === 'refused') note(errorLinesOf(event.error), ink.error)
      else {
        put(printed(event.stream, event.text) + (event.newline ? '\r\n' : ''))
        log(shownOnly(event.text))
      }
      if (pending <= mostPending) return
      pending = 0
      await screen.settled()
    },
  }
}
