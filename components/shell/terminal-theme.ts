import type { ITheme } from '@xterm/xterm'

/** The colour of one of our variables as the element shows it. */
function colourIn(element: HTMLElement): (variable: string) => string {
  const probe = document.createElement('span')
  element.append(probe)
  const style = getComputedStyle(probe)
  const read = (variable: string) => {
    probe.style.color = `var(${variable})`
    return style.color
  }
  queueMicrotask(() => probe.remove())
  return read
}

/**
 * The terminal in the dashboard's colours: a block of code, dark by day and by night. The palette's numbers are
 * those of `ink` in lib/client/console-text.ts.
 */
export function terminalTheme(element: HTMLElement): ITheme {
  const colour = colourIn(element)
  return {
    background: colour('--color-code'),
    foreground: colour('--color-code-ink'),
    cursor: colour('--color-code-variable'),
    cursorAccent: colour('--color-code'),
    selectionBackground: colour('--color-action-strong'),
    selectionForeground: colour('--color-code-variable'),
    red: colour('--shell-error'),
    green: colour('--color-code-number'),
    yellow: colour('--shell-warning'),
    blue: colour('--color-code-command'),
    magenta: colour('--color-code-string'),
    cyan: colour('--color-code-parameter'),
    white: colour('--color-code-ink'),
    brightBlack: colour('--color-code-comment'),
    brightWhite: colour('--color-code-variable'),
  }
}
