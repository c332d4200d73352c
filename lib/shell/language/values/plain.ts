import { formatDate } from './date'
import { Bytes, DateTime, type Datum, Hashtable, Num, PSObject } from './datum'
import { textOf } from './text'

/** As ConvertTo-Json writes it: objects by their properties, what lies deeper as text. */
export function plain(value: Datum, depth: number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (value instanceof Num) return Number(value.value)
  if (value instanceof DateTime) return formatDate(value, 's')
  if (value instanceof Bytes) return [...value.bytes]
  if (Array.isArray(value)) return depth < 0 ? textOf(value) : value.map((one) => plain(one, depth - 1))
  if (!(value instanceof Hashtable) && !(value instanceof PSObject)) return textOf(value)
  if (depth < 0) return textOf(value)
  const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  if (value instanceof Hashtable)
    for (const one of value.entries.values()) made[textOf(one.key)] = plain(one.value, depth - 1)
  else for (const one of value.properties.values()) made[one.name] = plain(one.value, depth - 1)
  return made
}
