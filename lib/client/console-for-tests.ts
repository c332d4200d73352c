import { Terminal } from '@xterm/xterm'
import { paintPowerShell } from '@/components/shell/paint-powershell'
import { countCells, screenOf } from '@/components/shell/xterm-screen'
import type { Completion, ConsoleAnswer, ConsoleEvent } from '@/lib/runbooks/console'
import type { ConsoleRequests } from './console-requests'
import { consoleSession } from './console-session'
import type { ConsoleState } from './console-state'
import { lineHistory } from './line-history'

/** What the server would do with a line: the events of its run. It may wait to be stopped. */
export type Served = (
  source: string,
  stopped: Promise<void>,
) => AsyncIterable<ConsoleEvent> | Iterable<ConsoleEvent>

export const text = (words: string, stream: 'output' | 'error' | 'host' = 'output'): ConsoleEvent => ({
  kind: 'text',
  stream,
  text: words,
  newline: true,
})

export const end = (change: Partial<Extract<ConsoleEvent, { kind: 'end' }>> = {}): ConsoleEvent => ({
  kind: 'end',
  ok: true,
  stopped: false,
  exited: false,
  location: 'C:\\',
  scriptRun: null,
  ...change,
})

/** A value that comes once. */
function later<T>() {
  let come: (value: T) => void = () => undefined
  const value = new Promise<T>((resolve) => {
    come = resolve
  })
  return { value, come }
}

interface Seat {
  readonly columns?: number
  readonly rows?: number
  readonly serve: Served
  readonly complete?: (text: string, caret: number) => Completion | null
}

/** Somebody before a shell: a real xterm without a window, and a server that says what the test wants. */
export function seat({ columns = 60, rows = 12, serve, complete = () => null }: Seat) {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true })
  countCells(terminal)
  const ran: string[] = []
  const answers: ConsoleAnswer[] = []
  const log: string[] = []
  const said: string[] = []
  const states: ConsoleState[] = []
  let stopped = later<void>()
  let quiet = later<void>()
  const requests: ConsoleRequests = {
    async *run(source) {
      ran.push(source)
      stopped = later()
      yield* serve(source, stopped.value)
    },
    async answer(_question, answer) {
      answers.push(answer)
      return null
    },
    stop: async () => stopped.come(),
    complete: async (line, caret) => complete(line, caret),
    renew: () => undefined,
  }
  const session = consoleSession({
    screen: screenOf(terminal),
    requests,
    history: lineHistory(null, 'ann'),
    location: 'C:\\',
    paint: paintPowerShell,
    log: (words) => log.push(words),
    say: (words) => said.push(words),
    changed(state) {
      states.push(state)
      if (state.doing !== 'running') {
        quiet.come()
        quiet = later()
      }
    },
    moved: () => undefined,
  })
  const shown = () => new Promise<void>((done) => terminal.write('', done))
  return {
    session,
    terminal,
    ran,
    answers,
    log,
    said,
    states,
    /** Types, and waits until all of it is on the screen. */
    async type(data: string) {
      session.type(data)
      // A key is taken in a turn of its own.
      await new Promise((done) => setImmediate(done))
      await shown()
    },
    /** Types something that runs, and waits until the shell asks for the next line. */
    async run(data: string) {
      const after = quiet.value
      session.type(data)
      await after
      await new Promise((done) => setImmediate(done))
      await shown()
    },
    /** The rows of the screen up to the last one that holds something. */
    screen() {
      const buffer = terminal.buffer.active
      const all = Array.from(
        { length: buffer.length },
        (_, index) => buffer.getLine(index)?.translateToString(true) ?? '',
      )
      return all.join('\n').trimEnd().split('\n')
    },
    cursor: () => [
      terminal.buffer.active.cursorX,
      terminal.buffer.active.baseY + terminal.buffer.active.cursorY,
    ],
  }
}
