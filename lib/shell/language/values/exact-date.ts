import { monthNames } from './date'
import { DateTime } from './datum'

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half'

const shapes: Readonly<Record<string, readonly [string, Part | null]>> = {
  yyyy: ['(\\d{4})', 'year'],
  yy: ['(\\d{2})', 'year'],
  MMMM: ['([A-Za-z]{3,9})', 'month'],
  MMM: ['([A-Za-z]{3})', 'month'],
  MM: ['(\\d{2})', 'month'],
  M: ['(\\d{1,2})', 'month'],
  dddd: ['[A-Za-z]{6,9}', null],
  ddd: ['[A-Za-z]{3}', null],
  dd: ['(\\d{2})', 'day'],
  d: ['(\\d{1,2})', 'day'],
  HH: ['(\\d{2})', 'hour'],
  H: ['(\\d{1,2})', 'hour'],
  hh: ['(\\d{2})', 'hour'],
  h: ['(\\d{1,2})', 'hour'],
  mm: ['(\\d{2})', 'minute'],
  m: ['(\\d{1,2})', 'minute'],
  ss: ['(\\d{2})', 'second'],
  s: ['(\\d{1,2})', 'second'],
  fff: ['(\\d{3})', 'fraction'],
  tt: ['([AaPp][Mm])', 'half'],
  Z: ['Z', null],
}

/** A date that is written in just this custom format of .NET, in the culture en-US; null for any other. */
export function parseExactDate(text: string, format: string): DateTime | null {
  const parts: Part[] = []
  const source = format
    .slice(0, 100)
    .replace(/'([^']*)'|([yMdHhmsftZ])\2*|[\s\S]/g, (piece, literal: string | undefined) => {
      const shape = shapes[piece]
      if (!shape) return (literal ?? piece).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      if (shape[1]) parts.push(shape[1])
      return shape[0]
    })
  const found = new RegExp(`^${source}$`).exec(text.trim().slice(0, 100))
  return found ? dateOf(new Map(parts.map((part, i) => [part, found[i + 1] ?? '']))) : null
}

function dateOf(read: ReadonlyMap<Part, string>): DateTime | null {
  const numberOf = (part: Part, otherwise: number) => Number(read.get(part) ?? otherwise)
  const written = read.get('year') ?? '1'
  const year = written.length === 2 ? Number(written) + (Number(written) < 30 ? 2000 : 1900) : Number(written)
  const half = read.get('half')?.toLowerCase()
  const hour = half ? (numberOf('hour', 0) % 12) + (half === 'pm' ? 12 : 0) : numberOf('hour', 0)
  const [month, day] = [monthOf(read.get('month')), numberOf('day', 1)]
  const date = new Date(
    Date.UTC(
      2000,
      month - 1,
      day,
      hour,
      numberOf('minute', 0),
      numberOf('second', 0),
      numberOf('fraction', 0),
    ),
  )
  date.setUTCFullYear(year)
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24
  return isThere && numberOf('minute', 0) < 60 ? new DateTime(date.getTime()) : null
}

function monthOf(written = '1'): number {
  if (/^\d/.test(written)) return Number(written)
  return monthNames.findIndex((one) => one.toLowerCase().startsWith(written.toLowerCase())) + 1
}
