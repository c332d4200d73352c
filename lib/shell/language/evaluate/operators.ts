import { arithmetic, bitwise, listOf, maximumItems, range, tooLong } from '../values/arithmetic'
import { areEqual, compare } from '../values/compare'
import { convertTo, toNumber, truth } from '../values/convert'
import { Bytes, type Datum, Hashtable, PSObject, TypeReference, typeOf } from '../values/datum'
import { formatString } from '../values/format-string'
import { toDouble } from '../values/number'
import { execute, regex, replaceAll, split, wildcard } from '../values/pattern'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { findType, typeNamed } from '../values/type-names'

/** What an operator may set besides its result. */
export interface OperatorEffects {
  readonly now: () => number
  matched(groups: RegExpExecArray): void
}

/** A binary operator that is not short-circuited, on evaluated operands. */
export function applyOperator(written: string, left: Datum, right: Datum, effects: OperatorEffects): Datum {
  if (/^[+\-*/%]$/.test(written)) return arithmetic(written, left, right)
  if (written === '..') return range(left, right)
  if (written === '-f') return formatString(textOf(left), Array.isArray(right) ? right : [right])
  const caseSensitive = /^-c(?!ontains)/.test(written)
  const op = written.replace(
    /^-[ci](?=eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|replace|split|in$|notin)/,
    '-',
  )
  switch (op) {
    case '-and':
      return truth(left) && truth(right)
    case '-or':
      return truth(left) || truth(right)
    case '-xor':
      return truth(left) !== truth(right)
    case '-band':
    case '-bor':
    case '-bxor':
    case '-shl':
    case '-shr':
      return bitwise(op, left, right)
    case '-join':
      return joinText(left, textOf(right))
    case '-split':
      return splitText(left, right, caseSensitive)
    case '-replace':
      return replaceText(left, right, caseSensitive)
    case '-contains':
    case '-notcontains':
      return listOf(left).some((one) => areEqual(one, right, caseSensitive)) === (op === '-contains')
    case '-in':
    case '-notin':
      return listOf(right).some((one) => areEqual(left, one, caseSensitive)) === (op === '-in')
    case '-is':
    case '-isnot':
      return isOfType(left, right) === (op === '-is')
    case '-as':
      return asType(left, right, effects.now)
    default:
      return comparison(op, left, right, caseSensitive, effects)
  }
}

/** An array on the left is filtered; a single value is judged. */
function comparison(
  op: string,
  left: Datum,
  right: Datum,
  caseSensitive: boolean,
  effects: OperatorEffects,
): Datum {
  const test = comparer(op, right, caseSensitive, effects, !Array.isArray(left))
  return Array.isArray(left) ? left.filter(test) : test(left)
}

function comparer(
  op: string,
  right: Datum,
  caseSensitive: boolean,
  effects: OperatorEffects,
  single: boolean,
): (left: Datum) => boolean {
  if (op === '-like' || op === '-notlike') {
    const pattern = wildcard(textOf(right), caseSensitive)
    return (left) => (execute(pattern, textOf(left)) !== null) === (op === '-like')
  }
  if (op === '-match' || op === '-notmatch') {
    const pattern = regex(textOf(right), caseSensitive)
    return (left) => {
      const found = execute(pattern, textOf(left))
      if (found && single) effects.matched(found)
      return (found !== null) === (op === '-match')
    }
  }
  if (op === '-eq' || op === '-ne') return (left) => areEqual(left, right, caseSensitive) === (op === '-eq')
  return (left) => {
    const found = compare(left, right, caseSensitive)
    if (found === null)
      throw failure(
        left instanceof PSObject || left instanceof Hashtable
          ? `Cannot compare "${textOf(left)}" because it is not IComparable.`
          : `Could not compare "${textOf(left)}" to "${textOf(right)}". Error: "Cannot convert value "${textOf(right)}" to type "${typeOf(left)}"."`,
        left instanceof PSObject ? 'NotIcomparable' : 'ComparisonFailure',
        { category: 'InvalidOperation' },
      )
    return op === '-gt' ? found > 0 : op === '-ge' ? found >= 0 : op === '-lt' ? found < 0 : found <= 0
  }
}

export function joinText(left: Datum, separator: string): string {
  return listOf(left)
    .map((one) => textOf(one))
    .join(separator)
}

export function splitText(left: Datum, right: Datum, caseSensitive = false): Datum {
  const [pattern = ' ', limit, options] = Array.isArray(right) ? right : [right]
  const most = limit === undefined || limit === null ? 0 : toDouble(toNumber(limit) ?? 0)
  const simple = /simplematch/i.test(textOf(options ?? null))
  const expression = simple
    ? regex(textOf(pattern).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), caseSensitive)
    : regex(textOf(pattern), caseSensitive)
  const parts = listOf(left).flatMap((one) => limited(textOf(one), expression, most))
  if (parts.length > maximumItems) tooLong()
  return parts
}

function limited(text: string, expression: RegExp, most: number): string[] {
  if (most <= 0) return split(text, expression)
  const parts: string[] = []
  let rest = text
  while (parts.length < most - 1) {
    const found = execute(expression, rest)
    if (!found) break
    const width = Math.max(found[0].length, found.index === 0 && found[0].length === 0 ? 1 : 0)
    parts.push(rest.slice(0, found.index))
    rest = rest.slice(found.index + width)
  }
  return [...parts, rest]
}

function replaceText(left: Datum, right: Datum, caseSensitive: boolean): Datum {
  const [pattern = null, by = ''] = Array.isArray(right) ? right : [right]
  const expression = regex(textOf(pattern), caseSensitive, 'g')
  const one = (value: Datum) => replaceAll(textOf(value), expression, textOf(by))
  return Array.isArray(left) ? left.map(one) : one(left)
}

const families: Record<string, (value: Datum) => boolean> = {
  'System.Object': (value) => value !== null,
  'System.Array': (value) => Array.isArray(value) || value instanceof Bytes,
  'System.Collections.IEnumerable': (value) =>
    Array.isArray(value) || typeof value === 'string' || value instanceof Hashtable,
  'System.Management.Automation.PSObject': (value) => value instanceof PSObject,
  'System.Management.Automation.PSCustomObject': (value) => value instanceof PSObject,
  'System.Management.Automation.SwitchParameter': (value) => typeof value === 'boolean',
  'System.Collections.Hashtable': (value) => value instanceof Hashtable,
  'System.ValueType': (value) => typeof value === 'number' || typeof value === 'boolean',
}

export function isOfType(value: Datum, type: Datum): boolean {
  const name = type instanceof TypeReference ? type.name : typeNamed(textOf(type))
  const family = families[name]
  if (family) return family(value)
  if (name.endsWith('[]'))
    return (
      Array.isArray(value) &&
      (name === 'System.Object[]' ||
        value.every((one) => isOfType(one, new TypeReference(name.slice(0, -2)))))
    )
  return typeOf(value) === name || (value instanceof PSObject && value.types.includes(name))
}

function asType(value: Datum, type: Datum, now: () => number): Datum {
  const name = type instanceof TypeReference ? type.name : findType(textOf(type))
  try {
    return name ? convertTo(value, name, now) : null
  } catch (problem) {
    if (problem instanceof Failure) return null
    throw problem
  }
}
