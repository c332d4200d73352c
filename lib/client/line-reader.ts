import type { Completion } from '@/lib/runbooks/console'
import { inInk, ink } from './console-text'
import type { KeyQueue } from './key-queue'
import { lineWithOffer, nextOffer, type Offered, offered, offerInWords, offerRows } from './line-completion'
import { besides, edits, emptyLine, insert, type Line, lineOf } from './line-editor'
import type { LineHistory } from './line-history'
import type { Key } from './line-keys'
import type { LinePainter, Screen } from './line-painter'
import { type Recall, recalled, type Search, searched } from './line-recall'
import type { Piece } from './line-rows'

/** What the page does to a line: puts a text into it, runs one, has it drawn anew, or takes the terminal for something else. */
export type LineAsk =
  | { readonly kind: 'put'; readonly text: string }
  | { readonly kind: 'submit'; readonly text: string }
  | { readonly kind: 'resize' }
  | { readonly kind: 'away'; readonly go: () => Promise<void> }

export interface Reading {
  readonly prompt: string
  readonly start?: Line
  /** Shown as dots; no history, nothing completed. */
  readonly secret?: boolean
  readonly history?: LineHistory
  readonly complete?: (text: string, caret: number) => Promise<Completion | null>
  readonly paint?: (text: string) => readonly Piece[]
  /** For screen readers: what Tab has put there. */
  readonly say?: (words: string) => void
}

/** `cancelled`: Ctrl+C. `away`: the page wants the terminal; the line is kept for afterwards. */
export type ReadLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'cancelled'; readonly line: Line }
  | { readonly kind: 'away'; readonly go: () => Promise<void>; readonly line: Line }

interface State {
  readonly line: Line
  readonly offered: Offered | null
  readonly search: Search | null
  readonly recall: Recall | null
}

export const continued = '>> '
const plain = (text: string): readonly Piece[] => [{ text, ink: null }]
const dots = (text: string) => '•'.repeat([...text].length)
const settledOn = (line: Line): State => ({ line, offered: null, search: null, recall: null })

/** The pieces of a line in its colours, or as dots. */
export function piecesOf({ secret, paint = plain }: Reading, text: string): readonly Piece[] {
  return secret ? plain(dots(text)) : paint(text)
}

function show(
  painter: LinePainter,
  screen: Screen,
  reading: Reading,
  { line, offered: list, search }: State,
) {
  const shown = reading.secret ? lineOf(dots(line.text.slice(0, line.caret))) : line
  const below = search
    ? [inInk(`search: ${search.wanted}_`, ink.faint)]
    : list
      ? offerRows(list, screen.columns)
      : []
  const pieces = piecesOf(reading, line.text)
  painter.show({ prompt: reading.prompt, continued, line: shown, pieces, below })
}

function inSearch(state: State, search: Search, history: LineHistory, key: Key): State | null {
  const go = (wanted: string, further: boolean) => {
    const next = searched(history, search, wanted, further)
    return { ...state, search: next.search, line: next.line ?? state.line }
  }
  if (key.kind !== 'key') return go(search.wanted + key.text, false)
  if (key.name === 'Ctrl+R') return go(search.wanted, true)
  if (key.name === 'Backspace') return go([...search.wanted].slice(0, -1).join(''), false)
  if (key.name === 'Ctrl+G') return settledOn(search.before)
  return key.name === 'Escape' ? settledOn(state.line) : null
}

function inHistory(state: State, history: LineHistory | undefined, way: -1 | 1): State {
  const inside = besides(state.line, way)
  if (inside) return { ...state, line: inside, offered: null }
  const found = history && recalled(history, state.recall, state.line, way)
  return found ? { ...settledOn(found.line), recall: found.recall } : state
}

/** What a key does to a line that nobody has to be asked for. */
function edited(state: State, { history, secret }: Reading, key: Key): State {
  if (key.kind !== 'key') {
    const text = secret ? key.text.replace(/[\r\n]+/g, '') : key.text
    return settledOn(insert(state.line, text))
  }
  if (key.name === 'Up' || key.name === 'Down') return inHistory(state, history, key.name === 'Up' ? -1 : 1)
  if (key.name === 'Shift+Enter' && !secret) return settledOn(insert(state.line, '\n'))
  if (key.name === 'Ctrl+R' && history)
    return {
      ...state,
      offered: null,
      search: { wanted: '', index: history.lines.length, before: state.line },
    }
  if (key.name === 'Escape') return settledOn(state.offered?.before ?? state.line)
  const edit = edits[key.name]
  return edit ? settledOn(edit(state.line)) : state
}

async function completed(state: State, { complete, say }: Reading, way: 1 | -1): Promise<State> {
  const answered = state.offered ? null : await complete?.(state.line.text, state.line.caret)
  const list = state.offered ? nextOffer(state.offered, way) : answered && offered(state.line, answered, way)
  say?.(list ? offerInWords(list) : 'Nothing to complete.')
  return list ? { ...state, line: lineWithOffer(list), offered: list } : state
}

/** A pasted text that ends with its line's end is run, as a console does it. */
const runsAtOnce = (key: Key) => key.kind === 'paste' && /[\r\n]$/.test(key.text)

/**
 * Reads one line from the keys. What was typed stays on the screen as it was drawn last: the caller has the
 * painter leave or erase it.
 */
export async function readLine(
  keys: KeyQueue<LineAsk>,
  painter: LinePainter,
  screen: Screen,
  reading: Reading,
): Promise<ReadLine> {
  let state = settledOn(reading.start ?? emptyLine)
  for (;;) {
    show(painter, screen, reading, state)
    const input = await keys.next()
    if (input.kind === 'resize') continue
    if (input.kind === 'put') state = settledOn(insert(emptyLine, input.text))
    else if (input.kind === 'submit') return { kind: 'line', text: insert(emptyLine, input.text).text }
    else if (input.kind === 'away') return { ...input, line: state.line }
    else {
      const found = state.search && reading.history && inSearch(state, state.search, reading.history, input)
      const name = input.kind === 'key' ? input.name : ''
      if (found) state = found
      else if (name === 'Ctrl+C') return { kind: 'cancelled', line: state.line }
      else if (name === 'Enter') return { kind: 'line', text: state.line.text }
      else if (name === 'Ctrl+L') clear(painter, screen)
      else if (name === 'Tab') state = await completed({ ...state, search: null }, reading, 1)
      else if (name === 'Shift+Tab') state = await completed({ ...state, search: null }, reading, -1)
      else state = edited({ ...state, search: null }, reading, input)
      if (runsAtOnce(input)) return { kind: 'line', text: state.line.text.replace(/\n+$/, '') }
    }
  }
}

function clear(painter: LinePainter, screen: Screen) {
  painter.erase()
  screen.clear()
}
