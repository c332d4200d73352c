// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Expression, Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import {
  Bytes,
  collected,
  type Datum,
  elementsOf,
  Hashtable,
  ScriptBlock,
  TypeReference,
} from '../values/datum'
import { parseNumber } from '../values/number'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'
import { typeNamed } from '../values/type-names'
import { type Context, located } from './machine'
import { call, index, member } from './member-access'
import { binary, cast, increment, unary } from './operation'
import { assignment, runStatement, runStatements } from './statement'
import type { Step } from './step'
import { expressionOf, readVariable } from './variables'

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
      return yield* subExpression(e.body, c)
    case 'paren': {
      const inside = expressionOf(e.body)
      if (inside && inside.kind !== 'increment') return yield* evaluate(inside, c)
      // What is assigned is the value itself: `[array]::Sort(($r = 3,1))` sorts `$r`.
      if (e.body.kind === 'assign') return yield* assignment(e.body, c)
      return collected(yield* output(c, (inner) => runStatement(e.body, inner, true)))
    }
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

/** `$( )`: bytes stay together, as they are the content of a file; everything else is taken apart. */
function* subExpression(body: readonly Statement[], c: Context): Step<Datum> {
  const [only] = body
  const inside = only && body.length === 1 ? expressionOf(only) : null
  if (inside?.kind !== 'call' && inside?.kind !== 'cast')
    return collected(yield* output(c, (inner) => runStatements(body, inner)))
  const value = yield* evaluate(inside, c)
  return value instanceof Bytes || value === null ? value : collected([...elementsOf(value)])
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
      Array.isArray(value) && separator && separator.value !== null
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

export function* hash(
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
