import type { Terminal } from '@xterm/xterm'
import { cellWidth } from '@/lib/client/cell-width'
import type { Screen } from '@/lib/client/line-painter'
import { terminalTheme } from './terminal-theme'

/** xterm in an element, and the same as a shell sees it. */
export interface XtermScreen {
  readonly terminal: Terminal
  readonly screen: Screen
  /** Takes the size of its element. */
  fit(): void
  dispose(): void
}

const bracketedPaste = '\x1b[?2004h'
/** Erase the display and what has scrolled away, then home. */
const clearAll = '\x1b[2J\x1b[3J\x1b[H'

/** How wide characters are is decided in one place, for the terminal and for the line that is drawn in it. */
export function countCells(terminal: Terminal) {
  const joined = (width: number, joins: boolean) => (width << 1) | (joins ? 1 : 0)
  terminal.unicode.register({
    version: 'dashboard',
    wcwidth: cellWidth,
    charProperties(codePoint, preceding) {
      const width = cellWidth(codePoint)
      const before = (preceding >> 1) & 3
      return width === 0 && before > 0 ? joined(before, true) : joined(width, false)
    },
  })
  terminal.unicode.activeVersion = 'dashboard'
}

/** Screen readers hear the shell's log, politely and once; what xterm shows them stays to be read. */
function silence(element: HTMLElement) {
  element.querySelector('.live-region')?.setAttribute('aria-live', 'off')
}

async function load() {
  const [{ Terminal }, { FitAddon }] = await Promise.all([
    import('@xterm/xterm'),
    import('@xterm/addon-fit'),
    // It measures the letters of the font once.
    document.fonts.load('13px "Cascadia Code"').catch(() => null),
  ])
  return { Terminal, FitAddon }
}

/** Opens a terminal in an element; its code is loaded by then and not before. */
export async function openXterm(element: HTMLElement): Promise<XtermScreen> {
  const { Terminal, FitAddon } = await load()
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    cursorInactiveStyle: 'outline',
    fontFamily: '"Cascadia Code", Consolas, ui-monospace, monospace',
    fontSize: 13,
    lineHeight: 1.25,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: 5000,
    theme: terminalTheme(element),
  })
  const addon = new FitAddon()
  countCells(terminal)
  terminal.loadAddon(addon)
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', 'Exchange Management Shell')
  silence(element)
  addon.fit()
  terminal.write(bracketedPaste)
  return { terminal, screen: screenOf(terminal), fit: () => addon.fit(), dispose: () => terminal.dispose() }
}

/** The terminal as a shell sees it. */
export function screenOf(terminal: Terminal): Screen {
  return {
    get columns() {
      return terminal.cols
    },
    get rows() {
      return terminal.rows
    },
    write: (text) => terminal.write(text),
    settled: () => new Promise((shown) => terminal.write('', shown)),
    clear: () => terminal.write(clearAll),
  }
}
