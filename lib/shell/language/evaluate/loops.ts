import type { Statement } from '../parse/ast'
import { elementsOf } from '../values/datum'
import { evaluate, output } from './expression'
import { Break, Continue } from './flow'
import type { Context } from './machine'
import { condition, runStatement, runStatements } from './statement'
import type { Step } from './step'
import { assign, expressionOf } from './variables'

/** Runs a loop's body once; false when it was broken out of. */
function* turn(label: string, body: readonly Statement[], c: Context): Step<boolean> {
  try {
    yield* runStatements(body, c)
  } catch (problem) {
    if (problem instanceof Continue && (problem.label === '' || problem.label === label)) return true
    if (problem instanceof Break && (problem.label === '' || problem.label === label)) return false
    throw problem
  }
  return true
}

export function* foreach(s: Extract<Statement, { kind: 'foreach' }>, c: Context): Step<void> {
  const single = expressionOf(s.of)
  const found = single ? yield* evaluate(single, c) : null
  const values = single
    ? found === null
      ? []
      : elementsOf(found)
    : yield* output(c, (inner) => runStatement(s.of, inner, true))
  for (const value of values) {
    yield* assign(s.variable, value, c)
    if (!(yield* turn(s.label, s.body, c))) return
  }
}

export function* looped(
  label: string,
  c: Context,
  body: readonly Statement[],
  goOn: () => Step<boolean>,
  bodyFirst: boolean,
  next?: () => Step<void>,
): Step<void> {
  if (!bodyFirst && !(yield* goOn())) return
  do {
    if (c.machine.count()) yield null
    if (!(yield* turn(label, body, c))) return
    if (next) yield* next()
  } while (yield* goOn())
}

export function* forLoop(s: Extract<Statement, { kind: 'for' }>, c: Context): Step<void> {
  const quiet: Context = { ...c, *out() {} }
  const { first, when, next } = s
  if (first) yield* runStatement(first, quiet, false)
  yield* looped(
    s.label,
    c,
    s.body,
    function* () {
      return when ? yield* condition(when, c) : true
    },
    false,
    function* () {
      if (next) yield* runStatement(next, quiet, false)
    },
  )
}

export function* doLoop(s: Extract<Statement, { kind: 'do' }>, c: Context): Step<void> {
  yield* looped(
    s.label,
    c,
    s.body,
    function* () {
      return (yield* condition(s.when, c)) !== s.until
    },
    true,
  )
}
