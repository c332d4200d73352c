import { parseSize } from '../quota'
import type { Comparison, Filter } from './parse'

/** What a filter asks of an object: the value of a property, whose name counts without case. */
export type Properties = (name: string) => unknown

/** Reads properties of objects of one shape: how a name is written is looked for once, not with each object. */
export function propertyReader(): (object: object) => Properties {
  const written = new Map<string, string>()
  return (object) => (name) => {
    const known = written.get(name)
    if (known !== undefined && Object.hasOwn(object, known)) return Reflect.get(object, known)
    const found = Object.keys(object).find((one) => one.toLowerCase() === name.toLowerCase())
    if (found === undefined) return undefined
    written.set(name, found)
    return Reflect.get(object, found)
  }
}

/** Whether an object is one of those that the filter means. Text is compared without case and diacritics. */
export function matches(filter: Filter, properties: Properties): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(part, properties))
    case 'or':
      return filter.parts.some((part) => matches(part, properties))
    case 'not':
      return !matches(filter.part, properties)
    case 'compare':
      return compare(properties(filter.property), filter.comparison, filter.value)
  }
}

/** The properties that a filter names, and where. */
export function namedIn(filter: Filter): readonly { readonly property: string; readonly at: number }[] {
  if (filter.kind === 'compare') return [filter]
  return filter.kind === 'not' ? namedIn(filter.part) : filter.parts.flatMap(namedIn)
}

function compare(held: unknown, comparison: Comparison, value: string | boolean | null): boolean {
  const several = Array.isArray(held) ? held : [held]
  const filled = several.filter((one) => one !== null && one !== undefined && one !== '')
  if (comparison === 'ne') return !compare(held, 'eq', value)
  if (comparison === 'notlike') return !compare(held, 'like', value)
  if (value === null || value === '') return comparison === 'eq' && filled.length === 0
  return filled.some((one) => compareOne(one, comparison, value))
}

function compareOne(held: unknown, comparison: Comparison, value: string | boolean): boolean {
  const wanted = folded(String(value))
  const forms = formsOf(held)
  if (comparison === 'like') return forms.some((form) => isLike(form, wanted))
  if (comparison === 'eq') return forms.includes(wanted) || order(held, wanted) === 0
  const ordered = order(held, wanted)
  if (comparison === 'gt') return ordered > 0
  if (comparison === 'ge') return ordered >= 0
  return comparison === 'lt' ? ordered < 0 : ordered <= 0
}

/** As Active Directory compares: neither case nor diacritics count ([MS-ADTS] 6.5, NORM_IGNORENONSPACE). */
function folded(text: string): string {
  const plain = /^\p{ASCII}*$/u.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.toLowerCase()
}

/** An address counts with and without its prefix, a size as it is printed and by its number. */
function formsOf(held: unknown): readonly string[] {
  const text = folded(String(held))
  return text.startsWith('smtp:') ? [text, text.slice('smtp:'.length)] : [text]
}

/** Numbers and sizes by their value, dates by their time, all else by the alphabet. NaN where they have no order. */
function order(held: unknown, wanted: string): number {
  const [one, other] = [measure(held), measure(wanted)]
  if (one !== null && other !== null) return one - other
  if (one !== null || other !== null) return Number.NaN
  const text = folded(String(held))
  return text < wanted ? -1 : text > wanted ? 1 : 0
}

function measure(value: unknown): number | null {
  if (typeof value === 'number') return value
  const text = String(value)
  if (/^unlimited$/i.test(text)) return Infinity
  if (/^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/.test(text)) {
    const time = Date.parse(text)
    return Number.isNaN(time) ? null : time
  }
  return /^\d/.test(text) ? parseSize(text) : null
}

/** `*` stands for any text. Goes on from the last star when it is stuck, so that no pattern takes long. */
export function isLike(text: string, pattern: string): boolean {
  let [at, star, retry] = [0, -1, 0]
  let place = 0
  while (place < text.length) {
    if (pattern[at] === '*') {
      star = at++
      retry = place
    } else if (at < pattern.length && pattern[at] === text[place]) {
      at++
      place++
    } else if (star >= 0) {
      at = star + 1
      place = ++retry
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
