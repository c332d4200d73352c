import type { Expression, Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { arithmetic } from '../values/arithmetic'
import { truth } from '../values/convert'
import { collected, type Datum, elementsOf } from '../values/datum'
import { Failure, type ScriptError } from '../values/script-error'
import { textOf } from '../values/text'
import { evaluate, output } from './expression'
import { Break, Continue, Exit, Return } from './flow'
import { doLoop, foreach, forLoop, looped } from './loops'
import { type Context, located } from './machine'
import { runPipeline } from './pipeline'
import type { Step } from './step'
import { switchStatement } from './switch'
import { runTrapped } from './trap'
import { throwStatement, tryStatement } from './try'
import { assign, expressionOf, isNothing } from './variables'

/** An error that ends the script and not only its statement: `throw`, and what `-ErrorAction Stop` makes of errors. */
export class ScriptEnding extends Failure {}

type Assignment = Extract<Statement, { kind: 'assign' }>

const actions = ['silentlycontinue', 'stop', 'continue', 'inquire', 'ignore']

/** An ActionPreference by its word or by its number: `-EA 0` is SilentlyContinue. */
export function actionNamed(value: Datum): string {
  const text = textOf(value).toLowerCase()
  return (/^\d$/.test(text) ? actions[Number(text)] : undefined) ?? text
}

export function errorPreference(c: Context): string {
  return actionNamed(c.scope.find('erroractionpreference')?.value ?? 'Continue')
}

/** Statements in order; an error that only ends its statement is written, and the next one runs. */
export function* runStatements(statements: readonly Statement[], c: Context): Step<void> {
  if (statements.some(({ kind }) => kind === 'trap')) return yield* runTrapped(statements, c)
  for (const statement of statements) yield* guarded(statement, c)
}

function* guarded(statement: Statement, c: Context): Step<void> {
  try {
    yield* runStatement(statement, c, false)
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem
    const failed = located(problem, positionOf(statement.source, statement.start, statement.end))
    if (c.machine.tries > 0 || errorPreference(c) === 'stop') throw failed
    if (failed instanceof ScriptEnding && !errorPreference(c).startsWith('silently')) throw failed
    c.machine.lastOk = false
    yield* report(failed.error, c, errorPreference(c))
  }
}

/** Writes an error that does not end anything. */
export function* report(error: ScriptError, c: Context, action: string): Step<void> {
  if (action === 'ignore') return
  c.machine.remember(error)
  if (!action.startsWith('silently')) yield* c.errors(error)
}

export function* condition(statement: Statement, c: Context): Step<boolean> {
  return truth(collected(yield* output(c, (inner) => runStatement(statement, inner, true))))
}

/** One statement. `asValue`: what an assignment or `++` gives is wanted, as in brackets. */
export function* runStatement(s: Statement, c: Context, asValue: boolean): Step<void> {
  if (c.machine.count()) yield null
  switch (s.kind) {
    case 'pipeline':
      return yield* runPipeline(s, c, asValue)
    case 'assign':
      return yield* assigned(s, c, asValue)
    case 'if':
      return yield* ifStatement(s, c)
    case 'foreach':
      return yield* foreach(s, c)
    case 'for':
      return yield* forLoop(s, c)
    case 'while':
      return yield* looped(s.label, c, s.body, () => condition(s.when, c), false)
    case 'do':
      return yield* doLoop(s, c)
    case 'switch':
      return yield* switchStatement(s, c)
    case 'try':
      return yield* tryStatement(s, c)
    case 'trap':
      return
    case 'throw':
      return yield* throwStatement(s, c)
    case 'return':
      if (s.value) yield* runStatement(s.value, c, true)
      throw new Return()
    case 'exit': {
      const code = s.value
        ? collected(yield* output(c, (inner) => runStatement(s.value ?? s, inner, true)))
        : 0
      throw new Exit(typeof code === 'number' ? code : 0)
    }
    case 'break':
    case 'continue': {
      const label = s.label ? textOf(yield* evaluate(s.label, c)).toLowerCase() : ''
      throw s.kind === 'break' ? new Break(label) : new Continue(label)
    }
    case 'function':
      c.scope.functions.set(s.name.toLowerCase().replace(/^(global|script|local):/, ''), {
        name: s.name.replace(/^(global|script|local):/i, ''),
        block: s.block,
        filter: s.filter,
      })
  }
}

function* assigned(s: Assignment, c: Context, asValue: boolean): Step<void> {
  const value = yield* assignment(s, c)
  if (asValue) for (const one of elementsOf(value)) yield* c.out(one)
}

/** Gives what was assigned. */
export function* assignment(s: Assignment, c: Context): Step<Datum> {
  const single = expressionOf(s.value)
  const written = single ? null : yield* output(c, (inner) => runStatement(s.value, inner, true))
  const right = single ? yield* evaluate(single, c) : collected(written ?? [])
  let value = right
  if (s.op !== '=') {
    const before = yield* evaluate(s.target, c)
    value = arithmetic(s.op.charAt(0), before, right)
    if (Array.isArray(before)) {
      c.machine.made(1 + (before.length >> 3))
      c.machine.count(before.length >> 4)
    } else if (typeof value === 'string') c.machine.made(value.length >> 2)
  }
  yield* assign(s.target, value, c)
  if (s.op === '=' && value === null && (single ? isNothing(single, c) : true)) markNothing(s.target, c)
  if (single) c.machine.lastOk = true
  return value
}

function markNothing(target: Expression, c: Context): void {
  if (target.kind !== 'variable') return
  const found = c.scope.variables.get(target.name.toLowerCase())
  if (found) found.nothing = true
}

function* ifStatement(s: Extract<Statement, { kind: 'if' }>, c: Context): Step<void> {
  for (const { when, body } of s.clauses) if (yield* condition(when, c)) return yield* runStatements(body, c)
  if (s.otherwise) yield* runStatements(s.otherwise, c)
}
