/** A text that is being typed, and where the caret stands in it: an offset in UTF-16 units, never inside a character. */
export interface Line {
  readonly text: string
  readonly caret: number
}

export const emptyLine: Line = { text: '', caret: 0 }

/** As much as the server takes for one run. */
export const longestText = 100_000

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export const lineOf = (text: string): Line => ({ text, caret: text.length })

/** What a line holds: no control characters but line ends and tabs, and `\n` for every kind of line end. */
export function typable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/g, '')
}

export function insert({ text, caret }: Line, added: string): Line {
  const fits = typable(added).slice(0, Math.max(0, longestText - text.length))
  return { text: text.slice(0, caret) + fits + text.slice(caret), caret: caret + fits.length }
}

/** What Tab does: `from` to `to` becomes another text, and the caret stands behind it. */
export function replace({ text }: Line, from: number, to: number, by: string): Line {
  return { text: text.slice(0, from) + by + text.slice(to), caret: from + by.length }
}

/** A character is far shorter than this, even a family of emoji. */
const longestCharacter = 100

function before({ text, caret }: Line): number {
  const from = Math.max(0, caret - longestCharacter)
  return from + ([...characters.segment(text.slice(from, caret))].at(-1)?.index ?? 0)
}

function after({ text, caret }: Line): number {
  const [first] = characters.segment(text.slice(caret))
  return caret + (first?.segment.length ?? 0)
}

/** A line's own begin and end: a text may have several. */
const lineStart = ({ text, caret }: Line) => text.lastIndexOf('\n', caret - 1) + 1
const lineEnd = ({ text, caret }: Line) => {
  const end = text.indexOf('\n', caret)
  return end < 0 ? text.length : end
}

const wordBefore = ({ text, caret }: Line) => caret - (/\S*\s*$/.exec(text.slice(0, caret))?.[0].length ?? 0)
/** PowerShell's words end at its punctuation, too. */
const partBefore = ({ text, caret }: Line) =>
  caret - (/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, caret))?.[0].length ?? 0)
const partAfter = ({ text, caret }: Line) =>
  caret + (/^[\p{L}\p{N}_]*[^\p{L}\p{N}_]*/u.exec(text.slice(caret))?.[0].length ?? 0)

const to = (where: (line: Line) => number) => (line: Line) => ({ ...line, caret: where(line) })
const cut =
  (from: (line: Line) => number, until: (line: Line) => number) =>
  (line: Line): Line =>
    replace(line, from(line), until(line), '')
const here = ({ caret }: Line) => caret

/** What keys do to a line, by the name of the key. */
export const edits: Readonly<Record<string, (line: Line) => Line>> = {
  Left: to(before),
  Right: to(after),
  Home: to(lineStart),
  'Ctrl+A': to(lineStart),
  End: to(lineEnd),
  'Ctrl+E': to(lineEnd),
  'Ctrl+Left': to(partBefore),
  'Ctrl+Right': to(partAfter),
  'Ctrl+Home': to(() => 0),
  'Ctrl+End': to(({ text }) => text.length),
  Backspace: cut(before, here),
  Delete: cut(here, after),
  'Ctrl+D': cut(here, after),
  'Ctrl+Backspace': cut(partBefore, here),
  'Ctrl+Delete': cut(here, partAfter),
  'Ctrl+W': cut(wordBefore, here),
  'Ctrl+U': cut(lineStart, here),
  'Ctrl+K': cut(here, lineEnd),
}

/** One line up or down within the text; null at its first or last line, where the history begins. */
export function besides(line: Line, way: -1 | 1): Line | null {
  const start = lineStart(line)
  const column = line.caret - start
  const other = way < 0 ? start - 1 : lineEnd(line) + 1
  if (other < 0 || other > line.text.length) return null
  const target = { text: line.text, caret: other }
  const begin = lineStart(target)
  return {
    ...line,
    caret: wholeCharacter(line.text, Math.min(begin + column, lineEnd({ ...target, caret: begin }))),
  }
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && offset > 0 ? offset - 1 : offset
}
