import { toNumber } from './convert'
import { Char, DateTime, type Datum, elementsOf, Hashtable, Num, TimeSpan, typeOf } from './datum'
import { integer, roundEven, toDouble } from './number'
import { failure } from './script-error'
import { textOf } from './text'

/** What arithmetic may make: longer results are refused before they are made. */
export const maximumText = 16_000_000
export const maximumItems = 2_000_000

export function tooLong(): never {
  throw failure('Insufficient memory to continue the execution of the program.', 'OutOfMemory', {
    exception: 'System.OutOfMemoryException',
    category: 'ResourceUnavailable',
  })
}

function operand(value: Datum, op: string, other: Datum): number | Num {
  const found = toNumber(value)
  if (found !== undefined) return found
  if (typeof value === 'string')
    throw failure(
      `Cannot convert value "${value.slice(0, 200)}" to type "System.Int32". Error: "Input string was not in a correct format."`,
      'InvalidCastFromStringToInteger',
      { category: 'InvalidArgument' },
    )
  const names: Record<string, string> = {
    '+': 'op_Addition',
    '-': 'op_Subtraction',
    '*': 'op_Multiply',
    '/': 'op_Division',
    '%': 'op_Modulus',
  }
  throw failure(
    `Method invocation failed because [${typeOf(other === value ? value : value)}] does not contain a method named '${names[op] ?? op}'.`,
    'MethodNotFound',
    { category: 'InvalidOperation' },
  )
}

const fractional = (value: number | Num) =>
  value instanceof Num && (value.kind === 'Double' || value.kind === 'Decimal')

export function arithmetic(op: string, left: Datum, right: Datum): Datum {
  if (op === '+') return add(left, right)
  if (op === '*' && (typeof left === 'string' || Array.isArray(left))) return repeat(left, right)
  if (op === '-' && left instanceof DateTime) return subtractDate(left, right)
  if (left instanceof TimeSpan && right instanceof TimeSpan && op === '-')
    return new TimeSpan(left.ms - right.ms)
  return numbers(op, operand(left, op, right), operand(right, op, left))
}

function add(left: Datum, right: Datum): Datum {
  if (typeof left === 'string' || left instanceof Char) {
    const text = textOf(left)
    const more = textOf(right)
    if (text.length + more.length > maximumText) tooLong()
    return text + more
  }
  if (Array.isArray(left)) {
    const more = Array.isArray(right) ? right : [right]
    if (left.length + more.length > maximumItems) tooLong()
    return [...left, ...more]
  }
  if (left === null) return right
  if (left instanceof Hashtable && right instanceof Hashtable) return joined(left, right)
  if (left instanceof DateTime) return new DateTime(left.ms + spanOf(right), left.kind)
  if (left instanceof TimeSpan) return new TimeSpan(left.ms + spanOf(right))
  return numbers('+', operand(left, '+', right), operand(right, '+', left))
}

function joined(left: Hashtable, right: Hashtable): Hashtable {
  const made = new Hashtable(left.ordered)
  for (const { key, value } of left.entries.values()) made.set(key, value)
  for (const { key, value } of right.entries.values()) {
    if (made.has(key))
      throw failure(
        `Item has already been added. Key in dictionary: '${textOf(key)}'  Key being added: '${textOf(key)}'`,
        'AddHashTableToHashTable',
        { category: 'InvalidOperation', exception: 'System.ArgumentException' },
      )
    made.set(key, value)
  }
  return made
}

function spanOf(value: Datum): number {
  if (value instanceof TimeSpan) return value.ms
  return toDouble(operand(value, '+', value)) / 10_000
}

function subtractDate(left: DateTime, right: Datum): Datum {
  return right instanceof DateTime
    ? new TimeSpan(left.ms - right.ms)
    : new DateTime(left.ms - spanOf(right), left.kind)
}

function repeat(left: string | Datum[], right: Datum): Datum {
  const times = Math.max(0, roundEven(toDouble(operand(right, '*', left))))
  if (left.length * times > (typeof left === 'string' ? maximumText : maximumItems)) tooLong()
  return typeof left === 'string' ? left.repeat(times) : Array.from({ length: times }, () => left).flat()
}

function numbers(op: string, a: number | Num, b: number | Num): Datum {
  const zero = (op === '/' || op === '%') && toDouble(b) === 0
  if (zero && !(a instanceof Num && a.kind === 'Double') && !(b instanceof Num && b.kind === 'Double'))
    throw failure('Attempted to divide by zero.', 'RuntimeException', {
      category: 'NotSpecified',
      exception: 'System.DivideByZeroException',
    })
  if (!fractional(a) && !fractional(b)) {
    const x = BigInt(a instanceof Num ? a.value : a)
    const y = BigInt(b instanceof Num ? b.value : b)
    const long = (a instanceof Num && a.kind === 'Int64') || (b instanceof Num && b.kind === 'Int64')
    if (op !== '/' || x % y === 0n)
      return whole(
        op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : x % y,
        long,
      )
  }
  const x = toDouble(a)
  const y = toDouble(b)
  const result = op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : x % y
  const decimal =
    [a, b].some((one) => one instanceof Num && one.kind === 'Decimal') &&
    ![a, b].some((one) => one instanceof Num && one.kind === 'Double')
  return new Num(decimal ? 'Decimal' : 'Double', result)
}

/** Int32 that overflows becomes Double, as in PowerShell; Int64 stays as long as it holds. */
function whole(value: bigint, long: boolean): Datum {
  const found = integer(value)
  if (typeof found === 'number') return long ? new Num('Int64', value) : found
  return found instanceof Num && found.kind === 'Int64' && !long ? new Num('Double', Number(value)) : found
}

export function bitwise(op: string, left: Datum, right: Datum): Datum {
  const x = BigInt(roundEven(toDouble(operand(left, op, right))) || 0)
  const y = BigInt(roundEven(toDouble(operand(right, op, left))) || 0)
  const shift = BigInt(Number(y & 63n))
  const made =
    op === '-band'
      ? x & y
      : op === '-bor'
        ? x | y
        : op === '-bxor'
          ? x ^ y
          : op === '-shl'
            ? x << shift
            : x >> shift
  return integer(BigInt.asIntN(64, made))
}

/** `1..10`, `'a'..'e'` is not PowerShell 5's. */
export function range(left: Datum, right: Datum): Datum[] {
  const from = roundEven(toDouble(operand(left, '..', right)))
  const to = roundEven(toDouble(operand(right, '..', left)))
  if (!(Math.abs(from) < 2 ** 31 && Math.abs(to) < 2 ** 31) || Math.abs(to - from) >= maximumItems) tooLong()
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => (from <= to ? from + i : from - i))
}

export function negative(value: Datum): Datum {
  return numbers('-', 0, operand(value, '-', value))
}

export function listOf(value: Datum): readonly Datum[] {
  return value === null ? [] : elementsOf(value)
}
