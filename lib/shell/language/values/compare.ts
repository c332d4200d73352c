import { convertTo, toNumber, truth } from './convert'
import {
  ByteQuantifiedSize,
  Bytes,
  Char,
  DateTime,
  type Datum,
  EnumWord,
  Guid,
  Num,
  PSObject,
  TimeSpan,
  TypeReference,
  Unlimited,
  Version,
} from './datum'
import { isNumber, toDouble } from './number'
import { Failure } from './script-error'
import { textOf } from './text'

const noClock = () => 0

function asText(value: Datum): string | null {
  if (typeof value === 'string') return value
  if (value instanceof Char || value instanceof EnumWord) return textOf(value)
  return null
}

function fold(text: string, caseSensitive: boolean): string {
  return caseSensitive ? text : text.toLowerCase()
}

/** Text by .NET's invariant culture, near enough: without case first, then lower case before upper. */
function compareText(a: string, b: string, caseSensitive: boolean): number {
  const x = a.toLowerCase()
  const y = b.toLowerCase()
  if (x !== y) return x < y ? -1 : 1
  return !caseSensitive || a === b ? 0 : a > b ? -1 : 1
}

/** -1, 0 or 1, the left operand deciding as what they are compared; null when they cannot be. */
export function compare(left: Datum, right: Datum, caseSensitive = false): number | null {
  if (left === null || right === null)
    return left === right
      ? 0
      : left === null
        ? isNumber(right) && toDouble(right) < 0
          ? 1
          : -1
        : isNumber(left) && toDouble(left) < 0
          ? -1
          : 1
  if (left instanceof Unlimited || right instanceof Unlimited) return compareUnlimited(left, right)
  const text = asText(left)
  if (text !== null) return compareText(text, textOf(right), caseSensitive)
  if (isNumber(left) || left instanceof ByteQuantifiedSize) return compareNumbers(left, right)
  if (typeof left === 'boolean') return Number(left) - Number(truth(right))
  if (left instanceof DateTime)
    return compareBy(left, right, 'System.DateTime', (one) => (one instanceof DateTime ? one.ms : 0))
  if (left instanceof TimeSpan)
    return compareBy(left, right, 'System.TimeSpan', (one) => (one instanceof TimeSpan ? one.ms : 0))
  if (left instanceof Version) return compareVersions(left, right)
  if (left instanceof Guid || left instanceof TypeReference)
    return compareText(textOf(left), textOf(right), false)
  if (left instanceof Bytes) return null
  if (left instanceof PSObject && (typeof right === 'string' || left.text !== null))
    return compareText(textOf(left), textOf(right), caseSensitive)
  return left === right ? 0 : null
}

function compareUnlimited(left: Datum, right: Datum): number | null {
  const unlimited = (value: Datum) =>
    (value instanceof Unlimited && value.value === undefined) ||
    (typeof value === 'string' && value.toLowerCase() === 'unlimited')
  const inner = (value: Datum) => (value instanceof Unlimited ? (value.value ?? null) : value)
  if (unlimited(left) || unlimited(right)) return Number(unlimited(left)) - Number(unlimited(right))
  return compare(inner(left), inner(right))
}

function compareNumbers(left: Datum, right: Datum): number | null {
  const a = toNumber(left)
  const b = toNumber(right)
  if (a === undefined || b === undefined) return null
  if (a instanceof Num && b instanceof Num && typeof a.value === 'bigint' && typeof b.value === 'bigint')
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
  const difference = toDouble(a) - toDouble(b)
  return Number.isNaN(difference) ? (toDouble(a) === toDouble(b) ? 0 : null) : Math.sign(difference)
}

function compareBy(
  left: Datum,
  right: Datum,
  type: string,
  measure: (value: Datum) => number,
): number | null {
  try {
    return Math.sign(measure(left) - measure(convertTo(right, type, noClock)))
  } catch (problem) {
    if (problem instanceof Failure) return null
    throw problem
  }
}

function compareVersions(left: Version, right: Datum): number | null {
  const other = right instanceof Version ? right.parts : textOf(right).split('.').map(Number)
  for (let i = 0; i < 4; i++) {
    const difference = (left.parts[i] ?? -1) - (other[i] ?? -1)
    if (difference !== 0) return Number.isNaN(difference) ? null : Math.sign(difference)
  }
  return 0
}

export function areEqual(left: Datum, right: Datum, caseSensitive = false): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  const text = asText(left)
  if (text !== null) return fold(text, caseSensitive) === fold(textOf(right), caseSensitive)
  return compare(left, right, caseSensitive) === 0
}
