import type { Terminal } from '@xterm/xterm'

/** Keys that a browser's own page needs, though a terminal would take them. */
const ofTheBrowser = (event: KeyboardEvent) => /^F\d+$/.test(event.key) || event.metaKey

/** Copies what is selected, as the console of Windows does; without a selection Ctrl C stops. */
function copies(event: KeyboardEvent, terminal: Terminal): boolean {
  if (!event.ctrlKey || event.key.toLowerCase() !== 'c' || !terminal.hasSelection()) return false
  setTimeout(() => terminal.clearSelection())
  return true
}

const pastes = (event: KeyboardEvent) => event.ctrlKey && event.key.toLowerCase() === 'v'

/**
 * Leaves to the browser what is its own: copying, pasting, function keys, and Tab after Escape, which is the way
 * out of the terminal for whoever has only a keyboard (WCAG 2.1.2).
 * @param press told of keys that a terminal sends like others: Shift Enter
 */
export function listenToKeys(terminal: Terminal, press: (name: string) => void): void {
  let leaving = false
  terminal.textarea?.addEventListener('blur', () => {
    leaving = false
  })
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return !(event.key === 'Enter' && event.shiftKey)
    if (event.key === 'Tab' && leaving) return false
    if (!['Shift', 'Control', 'Alt'].includes(event.key)) leaving = event.key === 'Escape'
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault()
      press('Shift+Enter')
      return false
    }
    return !(ofTheBrowser(event) || copies(event, terminal) || pastes(event))
  })
}

/**
 * What comes without a key: dictation, a picker of emoji. With its mode for screen readers on, xterm leaves such
 * text to the page.
 */
export function listenToInsertedText(terminal: Terminal, type: (text: string) => void): void {
  let keyIsDown = false
  const area = terminal.textarea
  area?.addEventListener('keydown', () => {
    keyIsDown = true
  })
  area?.addEventListener('keyup', () => {
    keyIsDown = false
  })
  area?.addEventListener('input', (event) => {
    const inserted = event instanceof InputEvent && event.inputType === 'insertText' && !event.isComposing
    if (inserted && event.data && !keyIsDown) type(event.data)
  })
}
