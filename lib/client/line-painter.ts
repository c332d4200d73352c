import { type Line, lineOf } from './line-editor'
import { type Piece, rowsOf, visibleRows } from './line-rows'

/** A terminal, as far as a shell needs one. */
export interface Screen {
  readonly columns: number
  readonly rows: number
  /** Text with line ends `\r\n` and the sequences of a terminal. */
  write(text: string): void
  /** When all that was written is shown. */
  settled(): Promise<void>
  clear(): void
}

/** The line that is being typed, as it is to be seen. */
export interface PaintedLine {
  readonly prompt: string
  readonly continued: string
  readonly line: Line
  readonly pieces: readonly Piece[]
  /** Rows under the line: what Tab offers. */
  readonly below?: readonly string[]
}

/** Draws one line again and again in the same place of a screen; what stands above it stays. */
export interface LinePainter {
  show(painted: PaintedLine): void
  /** Shows it a last time, whole, and leaves the cursor under it. */
  leave(painted: Omit<PaintedLine, 'below' | 'line'>): void
  /** Takes it from the screen. */
  erase(): void
}

const toStart = (rowsUp: number) => `${rowsUp > 0 ? `\x1b[${rowsUp}A` : ''}\r\x1b[J`

export function linePainter(screen: Screen): LinePainter {
  let caretRow = 0
  return {
    show({ prompt, continued, line, pieces, below = [] }) {
      const { columns } = screen
      const all = rowsOf({ prompt, continued, pieces, caret: line.caret, columns })
      const under = below.slice(0, Math.max(0, screen.rows - 2))
      const seen = visibleRows(all, Math.max(1, screen.rows - under.length))
      const rows = [...seen.rows, ...under]
      const up = rows.length - 1 - seen.caretRow
      const place = `${up > 0 ? `\x1b[${up}A` : ''}\r${seen.caretColumn > 0 ? `\x1b[${seen.caretColumn}C` : ''}`
      screen.write(`${toStart(caretRow)}${rows.join('\r\n')}${place}`)
      caretRow = seen.caretRow
    },
    leave({ prompt, continued, pieces }) {
      const { rows } = rowsOf({
        prompt,
        continued,
        pieces,
        caret: lineOf(pieces.map(({ text }) => text).join('')).caret,
        columns: Number.POSITIVE_INFINITY,
      })
      screen.write(`${toStart(caretRow)}${rows.join('\r\n')}\r\n`)
      caretRow = 0
    },
    erase() {
      screen.write(toStart(caretRow))
      caretRow = 0
    },
  }
}
