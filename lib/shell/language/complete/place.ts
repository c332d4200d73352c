import { isBlank, isNewline } from '../parse/characters'
import type { Token } from '../parse/rewriter'
import type { Line, Word } from './line'
import { Walker } from './walker'

/** Where the caret stands. */
export interface Place {
  /** The word that the caret ends, or an empty one at the caret. */
  readonly word: Word
  /** The command whose arguments stand before the caret; null at the beginning of a statement and in expressions. */
  readonly line: Line | null
  /** The commands of the pipelines around it, the innermost last: what `$_` may be. */
  readonly sources: readonly (Line | null)[]
  readonly atStart: boolean
}

/** Finds the place at the end of `text`, whose tokens the parser gave; null in a comment. */
export function placeOf(text: string, tokens: readonly Token[]): Place | null {
  const walker = new Walker(text, tokens)
  walker.walk()
  if (walker.inComment) return null
  const frame = walker.frame
  const last = walker.last
  const empty: Word = { kind: 'word', text: '', start: text.length, end: text.length, joined: frame.joined }
  const touches = last !== null && last.end === text.length && !closed(last, text)
  const word = touches ? last : empty
  const command = frame.line
  const own = command !== null && command.name === word
  return {
    word,
    line: own ? null : command,
    sources: walker.frames.map((one) => one.source),
    atStart: own || (command === null && frame.isStart),
  }
}

/** Behind a closing quote nothing is completed; behind `-Name:` a word begins. */
function closed({ kind, open, text: word }: Word, text: string): boolean {
  const end = text.at(-1)
  if (kind === 'parameter' && word.endsWith(':')) return true
  return (kind === 'string' && open !== true) || isBlank(end) || isNewline(end)
}
