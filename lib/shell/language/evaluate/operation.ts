// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Expression } from '../parse/ast'
import { arithmetic, negative } from '../values/arithmetic'
import { convertTo, tableToObject, truth } from '../values/convert'
import { type Datum, Hashtable, ScriptBlock, typeOf } from '../values/datum'
import { isNumber } from '../values/number'
import { Reference } from '../values/reference'
import { Failure, failure } from '../values/script-error'
import { typeNamed } from '../values/type-names'
import { evaluate, hash } from './expression'
import type { Context } from './machine'
import { applyOperator, joinText, splitText } from './operators'
import type { Step } from './step'
import { assign } from './variables'

export function* binary(e: Extract<Expression, { kind: 'binary' }>, c: Context): Step<Datum> {
  const left = yield* evaluate(e.left, c)
  if (e.op === '-and' && !truth(left)) return false
  if (e.op === '-or' && truth(left)) return true
  const right = yield* evaluate(e.right, c)
  const made = applyOperator(e.op, left, right, {
    now: c.machine.now,
    matched: (groups) => setMatches(groups, c),
  })
  if (typeof made === 'string' && made.length > 32) c.machine.made(made.length)
  else if (Array.isArray(made)) {
    c.machine.made(made.length)
    if (made.length > 64) c.machine.count(made.length >> 3)
  }
  return made
}

/** `$Matches`: the groups of the last -match, by number and by name. */
export function setMatches(groups: RegExpExecArray, c: Context): void {
  const table = new Hashtable()
  groups.forEach((one, i) => {
    if (one !== undefined) table.set(i, one)
  })
  for (const [name, one] of Object.entries(groups.groups ?? {})) if (one !== undefined) table.set(name, one)
  c.scope.set('Matches', table)
}

export function unary(op: string, value: Datum): Datum {
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

export function* increment(e: Extract<Expression, { kind: 'increment' }>, c: Context): Step<Datum> {
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

export function* cast(e: Extract<Expression, { kind: 'cast' }>, c: Context): Step<Datum> {
  const type = typeNamed(e.type)
  if (e.operand.kind === 'hash' && /PSCustomObject|OrderedDictionary/.test(type)) {
    const table = yield* hash(e.operand.entries, c, true)
    return type.endsWith('OrderedDictionary') ? table : tableToObject(table)
  }
  if (type.endsWith('.PSReference')) return yield* reference(e.operand, c)
  return castValue(yield* evaluate(e.operand, c), type, c)
}

/** `[ref]$x` is the variable itself; one that is not there is made. `[ref]5` holds its own value. */
function* reference(of: Expression, c: Context): Step<Datum> {
  if (of.kind !== 'variable') return new Reference({ value: yield* evaluate(of, c) })
  const lower = of.name.toLowerCase()
  if (!c.scope.find(lower)) c.scope.set(of.name, null)
  return new Reference(c.scope.find(lower) ?? { value: null })
}

export function castValue(value: Datum, type: string, c: Context): Datum {
  if (type === 'System.Management.Automation.ScriptBlock' && typeof value === 'string') {
    const parsed = c.machine.parse(value)
    if (!parsed.ok) throw new Failure(parsed.error)
    return new ScriptBlock(parsed.block, c.scope)
  }
  return convertTo(value, type, c.machine.now)
}
