import { compare } from '../values/compare'
import { convertTo, listTypes } from '../values/convert'
import { dayNames } from '../values/date'
import { type Datum, elementsOf, Hashtable, TypeReference } from '../values/datum'
import { byteArray } from '../values/encoding'
import { TypedList } from '../values/typed-list'
import type { StaticMethod } from './static-methods'
import { makeStringBuilder } from './string-builder'

/** What makes a list or a table: `[Collections.ArrayList]::new()`, `New-Object Collections.Queue`. */
export const collections: Record<string, Record<string, StaticMethod>> = {
  ...Object.fromEntries(
    listTypes.map((type) => [
      type,
      { new: ([from = null]: readonly Datum[]) => TypedList.holding(type, Array.isArray(from) ? from : []) },
    ]),
  ),
  'System.Collections.Generic.Dictionary': { new: () => new Hashtable(true) },
  'System.Collections.SortedList': { new: () => new Hashtable(true) },
  'System.Collections.Specialized.OrderedDictionary': { new: () => new Hashtable(true) },
  'System.Collections.Hashtable': { new: () => new Hashtable() },
  'System.Text.StringBuilder': { new: ([start = null]) => makeStringBuilder(start) },
}

export const arrays: Record<string, StaticMethod> = {
  reverse: ([list]) => {
    if (Array.isArray(list)) list.reverse()
    return null
  },
  sort: ([list]) => {
    if (Array.isArray(list)) list.sort((a, b) => compare(a, b) ?? 0)
    return null
  },
  indexof: ([list, wanted = null]) =>
    elementsOf(list ?? null).findIndex((one) => compare(one, wanted, true) === 0),
}

export const bitConverter: Record<string, StaticMethod> = {
  tostring: ([bytes]) =>
    [...byteArray(bytes ?? null)].map((one) => one.toString(16).toUpperCase().padStart(2, '0')).join('-'),
  toint32: ([bytes, at], machine) => {
    const four = [...byteArray(bytes ?? null)].slice(Number(at ?? 0)).slice(0, 4)
    return convertTo(
      four.reduceRight((sum, one) => (sum << 8) | one | 0, 0),
      'System.Int32',
      machine.now,
    )
  },
}

/** The words of the listed enumerations; others have none here. */
export function enumNames(type: Datum): string[] {
  return type instanceof TypeReference && type.name === 'System.DayOfWeek' ? [...dayNames] : []
}
