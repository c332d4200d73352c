import { DateTime } from './datum'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

const standard: Record<string, string> = {
  G: 'M/d/yyyy h:mm:ss tt',
  g: 'M/d/yyyy h:mm tt',
  d: 'M/d/yyyy',
  D: 'dddd, MMMM d, yyyy',
  t: 'h:mm tt',
  T: 'h:mm:ss tt',
  f: 'dddd, MMMM d, yyyy h:mm tt',
  F: 'dddd, MMMM d, yyyy h:mm:ss tt',
  s: "yyyy-MM-dd'T'HH:mm:ss",
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  o: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  O: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  M: 'MMMM d',
  m: 'MMMM d',
  Y: 'MMMM yyyy',
  y: 'MMMM yyyy',
}

/** .NET's date formats, standard letters and custom patterns, in the culture en-US. */
export function formatDate(value: DateTime, format: string): string {
  const date = new Date(value.ms)
  const pattern = format.length === 1 ? (standard[format] ?? format) : format.replace(/^%/, '')
  return pattern
    .slice(0, 200)
    .replace(
      /'[^']*'|"[^"]*"|\\.|d{1,}|M{1,}|y{1,}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|t{1,2}|z{1,3}|K/g,
      (part) => datePart(date, part, value.kind),
    )
}

function datePart(date: Date, part: string, kind: DateTime['kind']): string {
  const pad = (number: number, width: number) => String(number).padStart(width, '0')
  const width = part.length
  switch (part[0]) {
    case 'd':
      if (width > 2) return (days[date.getUTCDay()] ?? '').slice(0, width === 3 ? 3 : undefined)
      return pad(date.getUTCDate(), width)
    case 'M':
      if (width > 2) return (months[date.getUTCMonth()] ?? '').slice(0, width === 3 ? 3 : undefined)
      return pad(date.getUTCMonth() + 1, width)
    case 'y':
      return width <= 2 ? pad(date.getUTCFullYear() % 100, width) : pad(date.getUTCFullYear(), width)
    case 'H':
      return pad(date.getUTCHours(), width)
    case 'h':
      return pad(date.getUTCHours() % 12 || 12, width)
    case 'm':
      return pad(date.getUTCMinutes(), width)
    case 's':
      return pad(date.getUTCSeconds(), width)
    case 'f':
    case 'F':
      return pad(date.getUTCMilliseconds(), 3).padEnd(7, '0').slice(0, width)
    case 't':
      return (date.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, width)
    case 'z':
      return width === 1 ? '+0' : width === 2 ? '+00' : '+00:00'
    case 'K':
      return kind === 'Utc' ? 'Z' : kind === 'Local' ? '+00:00' : ''
    default:
      return part.startsWith('\\') ? part.slice(1) : part.slice(1, -1)
  }
}

const clock =
  '(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,7}))?)?\\s*([AaPp][Mm])?)?(Z|[+-]\\d{2}:?\\d{2})?'
const american = new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{2,4})${clock}$`)
const iso = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${clock}$`)
const worded = new RegExp(`^(?:[A-Za-z]+,\\s*)?([A-Za-z]{3,9})\\s+(\\d{1,2}),?\\s+(\\d{4})${clock}$`)
const timeOnly = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?$/

/** A date as people and Exchange's documents write it; null for anything else. */
export function parseDate(written: string, now: () => number): DateTime | null {
  const text = written.trim().slice(0, 100)
  const time = timeOnly.exec(text)
  if (time) {
    const today = new Date(now())
    return made(today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate(), [
      time[1],
      time[2],
      time[3],
      undefined,
      time[4],
    ])
  }
  const first = american.exec(text)
  if (first) {
    const year = Number(first[3])
    return made(
      year < 30 ? year + 2000 : year < 100 ? year + 1900 : year,
      Number(first[1]),
      Number(first[2]),
      first.slice(4),
    )
  }
  const second = iso.exec(text)
  if (second) return made(Number(second[1]), Number(second[2]), Number(second[3]), second.slice(4))
  const third = worded.exec(text)
  if (!third) return null
  const month = months.findIndex((name) =>
    name.toLowerCase().startsWith(third[1]?.toLowerCase().slice(0, 9) ?? '?'),
  )
  return month < 0 ? null : made(Number(third[3]), month + 1, Number(third[2]), third.slice(4))
}

function made(
  year: number,
  month: number,
  day: number,
  rest: readonly (string | undefined)[],
): DateTime | null {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '', half = '', zone = ''] = rest.map(
    (one) => one ?? undefined,
  )
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  }
  const ms = Date.UTC(
    year,
    month - 1,
    day,
    hour,
    Number(minutes),
    Number(seconds),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  )
  const date = new Date(ms)
  if (
    year < 1 ||
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    Number(minutes) > 59
  )
    return null
  if (!zone) return new DateTime(ms)
  const sign = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  const offset = sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3])) : 0
  return new DateTime(ms - offset * 60_000, 'Local')
}

export { days as dayNames, months as monthNames }
