import type { Completion } from '@/lib/runbooks/console'
import { textWidth } from './cell-width'
import { inInk, ink, shownOnly } from './console-text'
import { type Line, replace } from './line-editor'

/** What Tab has offered for a line, and which of the offers stands in it now. */
export interface Offered {
  readonly before: Line
  readonly completion: Completion
  readonly index: number
}

const mostRows = 6
const widest = 44

/** The first offer (or, from the other side, the last); null where there is none for this line. */
export function offered(before: Line, completion: Completion, way: 1 | -1): Offered | null {
  const { from, to, offers } = completion
  const fits = 0 <= from && from <= to && to <= before.text.length
  if (!fits || offers.length === 0) return null
  return { before, completion, index: way > 0 ? 0 : offers.length - 1 }
}

/** The next one; behind the last comes the first again. */
export function nextOffer(now: Offered, way: 1 | -1): Offered {
  const many = now.completion.offers.length
  return { ...now, index: (now.index + way + many) % many }
}

const chosen = ({ completion, index }: Offered) => completion.offers[index]

export function lineWithOffer(now: Offered): Line {
  const { from, to } = now.completion
  return replace(now.before, from, to, shownOnly(chosen(now)?.text ?? ''))
}

/** For screen readers: the offer, its place among them, and what it is. */
export function offerInWords(now: Offered): string {
  const offer = chosen(now)
  if (!offer) return ''
  const place = `${now.index + 1} of ${now.completion.offers.length}`
  return [shownOnly(offer.shown || offer.text), place, shownOnly(offer.about)].filter(Boolean).join(', ')
}

/** Cuts or fills a text to so many cells. */
function cell(text: string, width: number): string {
  let kept = ''
  for (const character of text) {
    if (textWidth(kept + character) > width - 1) return `${kept}…`
    kept += character
  }
  return kept + ' '.repeat(Math.max(0, width - textWidth(kept)))
}

/** The list under the line: the offers in columns, the chosen one marked, and what it is. Nothing for a single offer. */
export function offerRows(now: Offered, columns: number): readonly string[] {
  const { offers } = now.completion
  if (offers.length < 2) return []
  const names = offers.map(({ shown, text }) => shownOnly(shown || text).replace(/\s+/g, ' '))
  const width = Math.min(widest, columns, Math.max(...names.map(textWidth)) + 2)
  const across = Math.max(1, Math.floor((columns - 1) / width))
  const rows: string[] = []
  const all = Math.ceil(names.length / across)
  const first = Math.max(0, Math.min(Math.floor(now.index / across) - mostRows + 1, all - mostRows))
  for (let row = Math.max(0, first); row < Math.min(all, first + mostRows); row++)
    rows.push(
      names
        .slice(row * across, (row + 1) * across)
        .map((name, column) => {
          const text = cell(name, width)
          return row * across + column === now.index ? inInk(text, ink.selected) : text
        })
        .join(''),
    )
  const rest = `${now.index + 1}/${names.length} ${shownOnly(chosen(now)?.about ?? '').replace(/\s+/g, ' ')}`
  return [...rows, inInk(cell(rest, columns - 1).trimEnd(), ink.faint)]
}
