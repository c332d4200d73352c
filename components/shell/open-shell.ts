import { consoleRequests } from '@/lib/client/console-requests'
import { consoleSession } from '@/lib/client/console-session'
import type { ConsoleSession, ConsoleState } from '@/lib/client/console-state'
import { lineHistory } from '@/lib/client/line-history'
import { keepShell, keptLines, keptShell, newId } from './kept-shell'
import { paintPowerShell } from './paint-powershell'
import { listenToInsertedText, listenToKeys } from './terminal-keys'
import { openXterm } from './xterm-screen'

export interface OpenedShell {
  readonly session: ConsoleSession
  focus(): void
  close(): void
}

export interface ShellListeners {
  /** The person's id: each has a history of their own in this browser. */
  readonly person: string
  log(text: string): void
  say(words: string): void
  changed(state: ConsoleState): void
}

/** Opens a terminal in an element with a shell behind it. */
export async function openShell(element: HTMLElement, listeners: ShellListeners): Promise<OpenedShell> {
  const xterm = await openXterm(element)
  let kept = keptShell()
  const keep = (change: Partial<typeof kept>) => {
    kept = { ...kept, ...change }
    keepShell(kept)
    return kept
  }
  const session = consoleSession({
    ...listeners,
    screen: xterm.screen,
    requests: consoleRequests(kept.id, () => keep({ id: newId() }).id),
    history: lineHistory(keptLines(), listeners.person),
    location: kept.location,
    paint: paintPowerShell,
    moved: (location) => keep({ location }),
  })
  xterm.terminal.onData(session.type)
  listenToKeys(xterm.terminal, session.press)
  listenToInsertedText(xterm.terminal, session.type)
  const observer = new ResizeObserver(() => {
    if (element.offsetWidth === 0) return
    xterm.fit()
    session.resized()
  })
  observer.observe(element)
  return {
    session,
    focus: () => xterm.terminal.focus(),
    close() {
      observer.disconnect()
      session.close()
      xterm.dispose()
    },
  }
}
