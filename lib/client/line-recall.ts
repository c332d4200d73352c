import { type Line, lineOf } from './line-editor'
import type { LineHistory } from './line-history'

/** Where somebody is in the history: the line that they had begun waits behind its end. */
export interface Recall {
  readonly index: number
  readonly draft: Line
}

/** A search back through the history (Ctrl+R): what is looked for, and where it was found. */
export interface Search {
  readonly wanted: string
  readonly index: number
  readonly before: Line
}

/** One line back or forth in the history; null at its ends. */
export function recalled(
  history: LineHistory,
  recall: Recall | null,
  line: Line,
  way: -1 | 1,
): { readonly recall: Recall | null; readonly line: Line } | null {
  const { lines } = history
  const from = recall ?? { index: lines.length, draft: line }
  const index = from.index + way
  if (index < 0 || index > lines.length) return null
  if (index === lines.length) return { recall: null, line: from.draft }
  return { recall: { ...from, index }, line: lineOf(lines[index] ?? '') }
}

/** The search with another text, or (`further`) the same text in an older line. */
export function searched(
  history: LineHistory,
  search: Search,
  wanted: string,
  further: boolean,
): { readonly search: Search; readonly line: Line | null } {
  const found = wanted === '' ? null : history.search(wanted, further ? search.index : search.index + 1)
  if (!found) return { search: { ...search, wanted }, line: null }
  return { search: { ...search, wanted, index: found.index }, line: lineOf(found.line) }
}
