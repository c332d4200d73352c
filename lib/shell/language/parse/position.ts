import type { ErrorPosition } from '../values/script-error'

/** The line that holds `start`, and where in it the piece stands, as `At line:1 char:5` shows them. */
export function positionOf(
  source: string,
  start: number,
  end: number,
  file: string | null = null,
): ErrorPosition {
  const from = Math.max(0, Math.min(start, source.length))
  const lineStart = source.lastIndexOf('\n', from - 1) + 1
  const newline = source.indexOf('\n', from)
  const lineEnd = newline < 0 ? source.length : newline
  const text = source.slice(lineStart, lineEnd).replace(/\r$/, '')
  const line = source.slice(0, lineStart).split('\n').length
  const char = from - lineStart + 1
  return {
    file,
    line,
    char,
    text: text.slice(0, 400),
    length: Math.max(1, Math.min(end, lineStart + text.length) - from),
  }
}
