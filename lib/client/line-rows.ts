import { cellWidth, textWidth } from './cell-width'
import { inInk } from './console-text'

/** A piece of a line with its colour. */
export interface Piece {
  readonly text: string
  readonly ink: string | null
}

/** Rows of a terminal, and where the cursor belongs among them. */
export interface Rows {
  readonly rows: readonly string[]
  readonly caretRow: number
  readonly caretColumn: number
}

interface Shown {
  readonly prompt: string
  /** What stands before the second and later lines of a text. */
  readonly continued: string
  readonly pieces: readonly Piece[]
  /** An offset in the text of all pieces. */
  readonly caret: number
  readonly columns: number
}

const tab = '    '

/** Adds to a row; a combining mark stays with its letter, since a change of colour would part them. */
function addTo(row: Piece[], text: string, width: number, ink: string | null) {
  const last = row.at(-1)
  if (last && (width === 0 || last.ink === ink)) row[row.length - 1] = { ...last, text: last.text + text }
  else row.push({ text, ink })
}

/** Rows that are being filled, cell by cell. */
function filling(columns: number) {
  let row: Piece[] = []
  const rows = [row]
  let column = 0
  const newRow = (text = '') => {
    row = [{ text, ink: null }]
    rows.push(row)
    column = textWidth(text)
  }
  return {
    rows,
    newRow,
    place: () => ({ caretRow: rows.length - 1, caretColumn: column }),
    put(shown: string, width: number, ink: string | null) {
      if (column + width > columns) newRow()
      addTo(row, shown, width, ink)
      column += width
    },
  }
}

/**
 * Breaks a line into rows of a terminal, at the cells where a terminal would: a wide character that has no room
 * at the end of a row begins the next.
 */
export function rowsOf({ prompt, continued, pieces, caret, columns }: Shown): Rows {
  const filled = filling(Math.max(columns, 4))
  for (const character of prompt) filled.put(character, cellWidth(character.codePointAt(0) ?? 0), null)
  let offset = 0
  let place = filled.place()
  for (const { text, ink } of pieces)
    for (const character of text) {
      if (offset === caret) place = filled.place()
      offset += character.length
      if (character === '\n') filled.newRow(continued)
      else if (character === '\t') filled.put(tab, tab.length, ink)
      else filled.put(character, cellWidth(character.codePointAt(0) ?? 0), ink)
    }
  if (offset === caret) place = filled.place()
  if (place.caretColumn >= columns) {
    if (place.caretRow === filled.rows.length - 1) filled.newRow()
    place = { caretRow: place.caretRow + 1, caretColumn: 0 }
  }
  const rows = filled.rows.map((row) => row.map(({ text, ink }) => inInk(text, ink)).join(''))
  return { rows, ...place }
}

/** As many rows as there is room for, the cursor's among them. */
export function visibleRows({ rows, caretRow, caretColumn }: Rows, room: number): Rows {
  if (rows.length <= room) return { rows, caretRow, caretColumn }
  const first = Math.min(Math.max(0, caretRow - room + 1), rows.length - room)
  return { rows: rows.slice(first, first + room), caretRow: caretRow - first, caretColumn }
}
