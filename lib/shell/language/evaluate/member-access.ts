// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Expression } from '../parse/ast'
import { toNumber, truth } from '../values/convert'
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
import { encodingMethod } from '../values/encoding'
import { formatValue } from '../values/format-string'
import { isNumber, roundEven, toDouble } from '../values/number'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { all, evaluate, output } from './expression'
import { invokeBlock } from './invoke'
import type { Context } from './machine'
import { boundTo } from './made-members'
import { callMethod } from './methods'
import { property } from './properties'
import { allMatches } from './regex-methods'
import { scriptShouldProcess } from './should-process'
import { callStatic } from './static-methods'
import { staticProperty } from './static-properties'
import type { Step } from './step'

function* memberName(e: Expression, c: Context): Step<string> {
  return e.kind === 'text' ? e.text : textOf(yield* evaluate(e, c))
}

export function* member(e: Extract<Expression, { kind: 'member' }>, c: Context): Step<Datum> {
  const target = yield* evaluate(e.target, c)
  const name = yield* memberName(e.name, c)
  if (!e.isStatic)
    return (
      property(target, name) ??
      nameOfMember(e.target, target, name) ??
      (target === null && /^(count|length)$/i.test(name) ? 0 : null)
    )
  const type = target instanceof TypeReference ? target.name : typeOf(target)
  return staticProperty(c.machine, type, name) ?? null
}

/** `$mailbox.Database.Name`: what one object of Exchange calls another is kept as its name. */
function nameOfMember(of: Expression, value: Datum, name: string): Datum {
  return of.kind === 'member' && typeof value === 'string' && /^name$/i.test(name) ? value : null
}

export function* call(e: Extract<Expression, { kind: 'call' }>, c: Context): Step<Datum> {
  const target = yield* evaluate(e.target, c)
  const name = yield* memberName(e.name, c)
  const args = yield* all(e.args, c)
  if (e.isStatic) {
    const type = target instanceof TypeReference ? target.name : typeOf(target)
    return args[2] instanceof ScriptBlock && type.endsWith('.Regex') && /^replace$/i.test(name)
      ? yield* replaceByBlock(textOf(args[0] ?? null), textOf(args[1] ?? null), args[2], c)
      : yield* callStatic(c.machine, type, name, args)
  }
  const made = yield* method(target, name, args, c)
  if (typeof made === 'string') c.machine.made(made.length)
  return made
}

/** `[regex]::Replace($text, 'pattern', { $args[0].Value.ToUpper() })` */
function* replaceByBlock(text: string, pattern: string, block: ScriptBlock, c: Context): Step<string> {
  let [made, from] = ['', 0]
  for (const found of allMatches(text, pattern)) {
    const at = Number(property(found, 'Index') ?? 0)
    made += text.slice(from, at)
    const values = yield* output(c, (inner) => invokeBlock(block, [found], found, inner))
    made += values.map((one) => textOf(one)).join('')
    from = at + Number(property(found, 'Length') ?? 0)
  }
  c.machine.made(made.length)
  return made + text.slice(from)
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
    return yield* forEachMethod(elementsOf(target), args[0], lower, args.slice(1), c)
  if (lower === 'foreach' && typeof args[0] === 'string' && args.length === 1)
    return elementsOf(target).map((one) => property(one, textOf(args[0] ?? null)) ?? null)
  const own =
    target instanceof PSObject ? target.get(name) : target instanceof Hashtable ? target.get(name) : undefined
  if (own instanceof ScriptBlock)
    return collected(
      yield* output(c, (inner) => invokeBlock(boundTo(own, target, c), args, undefined, inner)),
    )
  if (
    typeOf(target) === 'System.Management.Automation.PSScriptCmdlet' &&
    /^should(process|continue)$/.test(lower)
  )
    return yield* scriptShouldProcess(args, c)
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

/** `.ForEach({ })` and `.Where({ }, 'First', 2)`. */
function* forEachMethod(
  items: readonly Datum[],
  block: ScriptBlock,
  kind: string,
  [mode = null, count = null]: readonly Datum[],
  c: Context,
): Step<Datum> {
  const made: Datum[] = []
  const how = textOf(mode).toLowerCase()
  const most = toNumber(count) === 0 ? undefined : toNumber(count)
  let begun = false
  for (const item of items) {
    const values = yield* output(c, (inner) => invokeBlock(block, [], item, inner))
    if (kind === 'foreach') made.push(...values)
    else {
      const holds = truth(collected(values))
      begun ||= holds
      if (how === 'until' && holds) break
      if (how === 'skipuntil' ? begun : how === 'until' ? true : holds) made.push(item)
      if (how === 'first' && made.length >= toDouble(most ?? 1)) break
    }
  }
  return how === 'last' ? made.slice(-toDouble(most ?? 1)) : made
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
  if (target instanceof PSObject && !(isNumber(key) && target.get(textOf(key)) === undefined))
    return target.get(textOf(key)) ?? null
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
  if (target instanceof PSObject) return null
  throw failure(`Unable to index into an object of type ${typeOf(target)}.`, 'CannotIndex', {
    category: 'InvalidOperation',
  })
}
