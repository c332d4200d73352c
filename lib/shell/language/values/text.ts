import { formatDate } from './date'
import {
  ByteQuantifiedSize,
  Bytes,
  Char,
  Credential,
  DateTime,
  type Datum,
  EnumWord,
  ErrorDatum,
  Guid,
  Hashtable,
  Num,
  Pattern,
  PSObject,
  ScriptBlock,
  Secure,
  TimeSpan,
  TypeReference,
  typeOf,
  Unlimited,
  Version,
} from './datum'
import { doubleText, numberText } from './number'

const two = (value: number) => String(value).padStart(2, '0')

export function timeSpanText({ ms }: TimeSpan): string {
  const all = Math.abs(ms)
  const days = Math.floor(all / 86_400_000)
  const rest = Math.floor(all % 1000)
  const clock = [Math.floor(all / 3_600_000) % 24, Math.floor(all / 60_000) % 60, Math.floor(all / 1000) % 60]
  return `${ms < 0 ? '-' : ''}${days ? `${days}.` : ''}${clock.map(two).join(':')}${rest ? `.${String(rest).padStart(3, '0')}0000` : ''}`
}

/** Exchange's size: the largest unit with up to four digits, then the bytes. */
export function sizeText({ bytes }: ByteQuantifiedSize): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = bytes > 0 ? Math.min(4, Math.floor(Math.log2(bytes) / 10)) : 0
  const amount = Number((bytes / 1024 ** power).toPrecision(4))
  return `${doubleText(amount)} ${units[power]} (${bytes.toLocaleString('en-US')} bytes)`
}

/** A value as a string, as PowerShell's own conversion makes it; `depth` bounds what is in one another. */
export function textOf(value: Datum, depth = 0): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number' || value instanceof Num) return numberText(value)
  if (Array.isArray(value))
    return depth > 4 ? 'System.Object[]' : value.map((one) => textOf(one, depth + 1)).join(' ')
  if (value instanceof PSObject) return objectText(value, depth)
  if (value instanceof Char) return String.fromCharCode(value.code)
  if (value instanceof DateTime) return formatDate(value, 'MM/dd/yyyy HH:mm:ss')
  if (value instanceof TimeSpan) return timeSpanText(value)
  if (value instanceof Guid) return value.text
  if (value instanceof Pattern) return value.source
  if (value instanceof Version) return value.parts.join('.')
  if (value instanceof Bytes) return [...value.bytes].join(' ')
  if (value instanceof ByteQuantifiedSize) return sizeText(value)
  if (value instanceof Unlimited)
    return value.value === undefined ? 'Unlimited' : textOf(value.value, depth + 1)
  if (value instanceof TypeReference) return value.name
  if (value instanceof ErrorDatum) return value.error.record.message
  if (value instanceof EnumWord) return value.word
  if (value instanceof ScriptBlock) return value.text
  if (value instanceof Secure || value instanceof Credential || value instanceof Hashtable)
    return typeOf(value)
  return ''
}

function objectText(value: PSObject, depth: number): string {
  if (value.text !== null) return value.text
  if (!value.types[0]?.endsWith('PSCustomObject')) {
    const name = value.get('Identity') ?? value.get('Name')
    return name === undefined || name === null || depth > 4 ? (value.types[0] ?? '') : textOf(name, depth + 1)
  }
  if (depth > 0) return ''
  return `@{${[...value.properties.values()].map((one) => `${one.name}=${textOf(one.value, depth + 1)}`).join('; ')}}`
}

/** A value as the console shows it: dates and numbers by the culture of the United States. */
export function shownText(value: Datum): string {
  if (value instanceof DateTime) return formatDate(value, 'G')
  return textOf(value)
}
