import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'

export type Shown = Readonly<Record<string, unknown>>
export type Predicate = (shown: Shown) => boolean

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'like'

/** One part of a filter: `Size -gt 1000`. */
export interface Comparison {
  readonly property: string
  readonly operator: Operator
  readonly value: string
}

/** A filter as it was written, and as it is asked. */
export interface QueueFilter {
  readonly comparisons: readonly Comparison[]
  readonly matches: Predicate
}

export const everything: QueueFilter = { comparisons: [], matches: () => true }

const longest = 4000

/** `Status -eq 'Retry'`, `MessageCount -gt 100`, `FromAddress -like "*@contoso.com"`. */
const comparison =
  /\s*\(?\s*([a-z]+)\s+-(eq|ne|gt|ge|lt|le|like)\s+(?:'((?:[^']|'')*)'|"([^"]*)"|([^\s'"()]+))\s*\)?\s*/iy

/**
 * The filter of the queue and message cmdlets: comparisons joined by -and, without case. Other than OPATH it
 * knows no -or, no -not and no order of parentheses.
 */
export function parseQueueFilter(text: string, properties: readonly string[]): Result<QueueFilter> {
  const comparisons: Comparison[] = []
  let at = 0
  while (text.length <= longest && at < text.length) {
    comparison.lastIndex = at
    const found = comparison.exec(text)
    const property = properties.find((name) => name.toLowerCase() === found?.[1]?.toLowerCase())
    if (!found || !property) break
    const value = (found[3]?.replaceAll("''", "'") ?? found[4] ?? found[5] ?? '').slice(0, longest)
    comparisons.push({ property, operator: found[2]?.toLowerCase() as Operator, value })
    at = comparison.lastIndex
    if (at === text.length) return ok(filterOf(comparisons))
    if (!/^-and\s/i.test(text.slice(at))) break
    at += '-and'.length
  }
  return refuse('InvalidArgument', 'InvalidFilter', `The filter ${quoted(text)} isn't valid.`, {
    target: 'Filter',
    recommendedAction: `Compare ${properties.slice(0, 4).join(', ')} … with -eq, -ne, -gt, -ge, -lt, -le or -like, and join comparisons with -and.`,
  })
}

function filterOf(comparisons: readonly Comparison[]): QueueFilter {
  const predicates = comparisons.map(compare)
  return { comparisons, matches: (shown) => predicates.every((one) => one(shown)) }
}

function compare({ property, operator, value }: Comparison): Predicate {
  if (operator === 'like') {
    const matches = wildcard(value)
    return (shown) => matches(String(shown[property] ?? ''))
  }
  return (shown) => {
    const order = ordered(shown[property], value)
    switch (operator) {
      case 'eq':
        return order === 0
      case 'ne':
        return order !== 0
      case 'gt':
        return order !== null && order > 0
      case 'ge':
        return order !== null && order >= 0
      case 'lt':
        return order !== null && order < 0
      case 'le':
        return order !== null && order <= 0
    }
  }
}

/** Numbers as numbers, times as times, the rest as text; null where nothing is there to compare. */
function ordered(own: unknown, value: string): number | null {
  if (own === null || own === undefined) return null
  if (typeof own === 'number') return Number.isNaN(Number(value)) ? null : own - Number(value)
  const text = String(own)
  const times = [Date.parse(text), Date.parse(value)]
  if (/^\d{4}-\d\d-\d\dT/.test(text) && times.every((time) => !Number.isNaN(time)))
    return (times[0] ?? 0) - (times[1] ?? 0)
  return text.toLowerCase().localeCompare(value.toLowerCase(), 'en')
}

/** PowerShell's -like with `*`, without backtracking: the parts must follow one another. */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.toLowerCase().split('*')
  return (given) => {
    const text = given.toLowerCase()
    if (parts.length === 1) return text === parts[0]
    const [first = '', last = ''] = [parts[0], parts.at(-1)]
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return false
    let at = first.length
    for (const part of parts.slice(1, -1)) {
      const next = text.indexOf(part, at)
      if (next < 0) return false
      at = next + part.length
    }
    return at <= text.length - last.length
  }
}

/** `+FromAddress,-Size`: first by FromAddress upward, then by Size downward. */
export function parseSortOrder(
  entries: readonly string[],
  properties: readonly string[],
): Result<(a: Shown, b: Shown) => number> {
  const keys: { property: string; sign: 1 | -1 }[] = []
  for (const entry of entries.flatMap((one) => one.split(','))) {
    const [, sign = '+', name = ''] = /^\s*([+-]?)(\w+)\s*$/.exec(entry) ?? []
    const property = properties.find((one) => one.toLowerCase() === name.toLowerCase())
    if (!property)
      return refuse('InvalidArgument', 'InvalidSortOrder', `The sort order ${quoted(entry)} isn't valid.`, {
        target: 'SortOrder',
        recommendedAction: 'Write + for upward or - for downward and a property, such as -MessageCount.',
      })
    keys.push({ property, sign: sign === '-' ? -1 : 1 })
  }
  return ok((a, b) => {
    for (const { property, sign } of keys) {
      const order = ordered(a[property], String(b[property] ?? '')) ?? 0
      if (order !== 0) return sign * order
    }
    return 0
  })
}
