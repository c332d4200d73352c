// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Expression } from '../parse/ast'
import { positionOf } from '../parse/position'
import { arithmetic, negative } from '../values/arithmetic'
import { convertTo, tableToObject, toNumber, truth } from '../values/convert'
import {
  Bytes,
  Char,
  collected,
  type Datum,
  EnumWord,
  elementsOf,
  Hashtable,
  Num,
  PSObject,
  ScriptBlock,
  TypeReference,
  typeOf,
} from '../values/datum'
import { formatValue } from '../values/format-string'
import { isNumber, parseNumber, roundEven, toDouble } from '../values/number'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { typeNamed } from '../values/type-names'
import { invokeBlock } from './invoke'
import { type Context, located } from './machine'
import { callMethod, property } from './members'
import { applyOperator, joinText, splitText } from './operators'
import { runStatement, runStatements } from './statement'
import { callStatic, encodingMethod, staticProperty } from './static-members'
import type { Step } from './step'
import { assign, readVariable } from './variables'

export function* evaluate(e: Expression, c: Context): Step<Datum> {
  if (c.machine.count()) yield null
  try {
    return yield* evaluated(e, c)
  } catch (problem) {
    if (problem instanceof Failure && !problem.error.position)
      throw located(problem, positionOf(e.source, e.start, e.end))
    throw problem
  }
}

function* evaluated(e: Expression, c: Context): Step<Datum> {
  switch (e.kind) {
    case 'number':
      return parseNumber(e.text) ?? 0
    case 'text':
      return e.text
    case 'expandable':
      return yield* expand(e.parts, c)
    case 'variable':
      return readVariable(e, c)
    case 'list':
      return yield* all(e.items, c)
    case 'array': {
      const values = yield* output(c, (inner) => runStatements(e.body, inner))
      return values
    }
    case 'sub':
      return collected(yield* output(c, (inner) => runStatements(e.body, inner)))
    case 'paren':
      return collected(yield* output(c, (inner) => runStatement(e.body, inner, true)))
    case 'hash':
      return yield* hash(e.entries, c, false)
    case 'scriptBlock':
      return new ScriptBlock(e.block, c.scope)
    case 'binary':
      return yield* binary(e, c)
    case 'unary':
      return unary(e.op, yield* evaluate(e.operand, c))
    case 'increment':
      return yield* increment(e, c)
    case 'cast':
      return yield* cast(e, c)
    case 'type':
      return new TypeReference(typeNamed(e.type))
    case 'member':
      return yield* member(e, c)
    case 'call':
      return yield* call(e, c)
    case 'index': {
      const target = yield* evaluate(e.target, c)
      return index(target, yield* evaluate(e.index, c))
    }
  }
}

/** What a piece of work writes, as values. */
export function* output(c: Context, work: (inner: Context) => Step<void>): Step<Datum[]> {
  const values: Datum[] = []
  yield* work({
    ...c,
    *out(value) {
      c.machine.made(1)
      values.push(value)
    },
  })
  return values
}

export function* all(items: readonly Expression[], c: Context): Step<Datum[]> {
  const values: Datum[] = []
  for (const item of items) values.push(yield* evaluate(item, c))
  return values
}

function* expand(parts: readonly (string | Expression)[], c: Context): Step<string> {
  let text = ''
  const separator = c.scope.find('ofs')
  for (const part of parts) {
    const value = typeof part === 'string' ? part : yield* evaluate(part, c)
    text +=
      Array.isArray(value) && separator
        ? value.map((one) => textOf(one)).join(textOf(separator.value))
        : textOf(value)
    if (text.length > 16_000_000)
      throw failure('Insufficient memory to continue the execution of the program.', 'OutOfMemory', {
        category: 'ResourceUnavailable',
      })
  }
  c.machine.made(text.length)
  return text
}

function* hash(
  entries: Extract<Expression, { kind: 'hash' }>['entries'],
  c: Context,
  ordered: boolean,
): Step<Hashtable> {
  const table = new Hashtable(ordered)
  for (const [key, statement] of entries) {
    const name = yield* evaluate(key, c)
    const values = yield* output(c, (inner) => runStatement(statement, inner, true))
    if (table.has(name))
      throw failure(
        `Duplicate keys '${textOf(name)}' are not allowed in hash literals.`,
        'DuplicateKeyInHashLiteral',
        { category: 'InvalidOperation' },
      )
    table.set(name, collected(values))
  }
  c.machine.made(entries.length)
  return table
}

function* binary(e: Extract<Expression, { kind: 'binary' }>, c: Context): Step<Datum> {
  const left = yield* evaluate(e.left, c)
  if (e.op === '-and' && !truth(left)) return false
  if (e.op === '-or' && truth(left)) return true
  const right = yield* evaluate(e.right, c)
  const made = applyOperator(e.op, left, right, {
    now: c.machine.now,
    matched(groups) {
      const table = new Hashtable()
      groups.forEach((one, i) => {
        if (one !== undefined) table.set(i, one)
      })
      for (const [name, one] of Object.entries(groups.groups ?? {}))
        if (one !== undefined) table.set(name, one)
      c.scope.set('Matches', table)
    },
  })
  if (typeof made === 'string' && made.length > 32) c.machine.made(made.length)
  else if (Array.isArray(made)) {
    c.machine.made(made.length)
    if (made.length > 64) c.machine.count(made.length >> 3)
  }
  return made
}

function unary(op: string, value: Datum): Datum {
  switch (op) {
    case '-not':
      return !truth(value)
    case '-':
      return negative(value)
    case '+':
      return arithmetic('+', 0, value)
    case '-bnot':
      return arithmetic('-', negative(value), 1)
    case '-join':
      return joinText(value, '')
    default:
      return splitText(value, '\\s+')
  }
}

function* increment(e: Extract<Expression, { kind: 'increment' }>, c: Context): Step<Datum> {
  const before = yield* evaluate(e.target, c)
  if (before !== null && !isNumber(before))
    throw failure(
      `The '${e.op}${e.op}' operator works only on numbers. The operand is a '${typeOf(before)}'.`,
      'OperatorRequiresNumber',
      { category: 'InvalidOperation' },
    )
  const after = arithmetic(e.op, before ?? 0, 1)
  yield* assign(e.target, after, c)
  return e.prefix ? after : (before ?? 0)
}

function* cast(e: Extract<Expression, { kind: 'cast' }>, c: Context): Step<Datum> {
  const type = typeNamed(e.type)
  if (e.operand.kind === 'hash' && /PSCustomObject|OrderedDictionary/.test(type)) {
    const table = yield* hash(e.operand.entries, c, true)
    return type.endsWith('OrderedDictionary') ? table : tableToObject(table)
  }
  return castValue(yield* evaluate(e.operand, c), type, c)
}

export function castValue(value: Datum, type: string, c: Context): Datum {
  if (type === 'System.Management.Automation.ScriptBlock' && typeof value === 'string') {
    const parsed = c.machine.parse(value)
    if (!parsed.ok) throw new Failure(parsed.error)
    return new ScriptBlock(parsed.block, c.scope)
  }
  return convertTo(value, type, c.machine.now)
}

function* memberName(e: Expression, c: Context): Step<string> {
  return e.kind === 'text' ? e.text : textOf(yield* evaluate(e, c))
}

function* member(e: Extract<Expression, { kind: 'member' }>, c: Context): Step<Datum> {
  const target = yield* evaluate(e.target, c)
  const name = yield* memberName(e.name, c)
  if (!e.isStatic) return property(target, name) ?? null
  const type = target instanceof TypeReference ? target.name : typeOf(target)
  return staticProperty(c.machine, type, name) ?? null
}

function* call(e: Extract<Expression, { kind: 'call' }>, c: Context): Step<Datum> {
  const target = yield* evaluate(e.target, c)
  const name = yield* memberName(e.name, c)
  const args = yield* all(e.args, c)
  if (e.isStatic)
    return yield* callStatic(
      c.machine,
      target instanceof TypeReference ? target.name : typeOf(target),
      name,
      args,
    )
  const made = yield* method(target, name, args, c)
  if (typeof made === 'string') c.machine.made(made.length)
  return made
}

function* method(target: Datum, name: string, args: readonly Datum[], c: Context): Step<Datum> {
  const lower = name.toLowerCase()
  if (target === null)
    throw failure('You cannot call a method on a null-valued expression.', 'InvokeMethodOnNull', {
      category: 'InvalidOperation',
    })
  if (target instanceof ScriptBlock && /^invoke(returnasis)?$/.test(lower))
    return collected(yield* output(c, (inner) => invokeBlock(target, args, undefined, inner)))
  if (args[0] instanceof ScriptBlock && (lower === 'foreach' || lower === 'where'))
    return yield* forEachMethod(elementsOf(target), args[0], lower, c)
  const own =
    target instanceof PSObject ? target.get(name) : target instanceof Hashtable ? target.get(name) : undefined
  if (own instanceof ScriptBlock)
    return collected(yield* output(c, (inner) => invokeBlock(own, args, undefined, inner)))
  if (target instanceof EnumWord) {
    const coded = encodingMethod(target, name, args)
    if (coded !== undefined) return coded
  }
  const found = callMethod(target, name, args, formatValue)
  if (found !== undefined) return found
  if (
    Array.isArray(target) &&
    target.length > 0 &&
    target.every((one) => callMethod(one, name, args, formatValue) !== undefined)
  )
    return target.map((one) => callMethod(one, name, args, formatValue) ?? null)
  throw failure(
    `Method invocation failed because [${typeOf(target)}] does not contain a method named '${name}'.`,
    'MethodNotFound',
    { category: 'InvalidOperation', subject: name },
  )
}

function* forEachMethod(items: readonly Datum[], block: ScriptBlock, kind: string, c: Context): Step<Datum> {
  const made: Datum[] = []
  for (const item of items) {
    const values = yield* output(c, (inner) => invokeBlock(block, [], item, inner))
    if (kind === 'foreach') made.push(...values)
    else if (truth(collected(values))) made.push(item)
  }
  return made
}

/** `$x[0]`, `$x[-1]`, `$x[1..3]`, `$h['a']`, `'text'[0]`. */
export function index(target: Datum, key: Datum): Datum {
  if (target === null)
    throw failure('Cannot index into a null array.', 'NullArray', { category: 'InvalidOperation' })
  if (target instanceof Hashtable && !Array.isArray(key)) {
    if (target.ordered && typeof key === 'number') return [...target.entries.values()].at(key)?.value ?? null
    return target.get(key) ?? null
  }
  if (Array.isArray(key))
    return key.flatMap((one) => {
      const found = index(target, one)
      return found === null && !(target instanceof Hashtable) ? [] : [found]
    })
  if (target instanceof PSObject) return target.get(textOf(key)) ?? null
  const found = toNumber(key)
  if (found === undefined)
    throw failure(
      `Cannot convert value "${textOf(key)}" to type "System.Int32". Error: "Input string was not in a correct format."`,
      'InvalidCastFromStringToInteger',
      { category: 'InvalidArgument' },
    )
  const place = roundEven(toDouble(found))
  if (typeof target === 'string') {
    const c = target.at(place)
    return c === undefined ? null : new Char(c.charCodeAt(0))
  }
  if (target instanceof Bytes) {
    const byte = target.bytes.at(place)
    return byte === undefined ? null : new Num('Byte', byte)
  }
  if (Array.isArray(target)) return target.at(place) ?? null
  if (place === 0 || place === -1) return target
  throw failure(`Unable to index into an object of type ${typeOf(target)}.`, 'CannotIndex', {
    category: 'InvalidOperation',
  })
}
