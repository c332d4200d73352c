import type { Expression, Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { arithmetic } from '../values/arithmetic'
import { areEqual } from '../values/compare'
import { truth } from '../values/convert'
import { collected, type Datum, ErrorDatum, elementsOf, PSObject, ScriptBlock } from '../values/datum'
import { execute, regex, wildcard } from '../values/pattern'
import { Failure, type ScriptError, scriptError } from '../values/script-error'
import { textOf } from '../values/text'
import { evaluate, output } from './expression'
import { Break, Continue, Exit, Return } from './flow'
import { invokeBlock } from './invoke'
import { type Context, located } from './machine'
import { runPipeline } from './pipeline'
import { Scope } from './scope'
import type { Step } from './step'
import { assign } from './variables'

/** An error that ends the script and not only its statement: `throw`, and what `-ErrorAction Stop` makes of errors. */
export class ScriptEnding extends Failure {}

export function errorPreference(c: Context): string {
  return textOf(c.scope.find('erroractionpreference')?.value ?? 'Continue').toLowerCase()
}

/** Statements in order; an error that only ends its statement is written, and the next one runs. */
export function* runStatements(statements: readonly Statement[], c: Context): Step<void> {
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

function* condition(statement: Statement, c: Context): Step<boolean> {
  return truth(collected(yield* output(c, (inner) => runStatement(statement, inner, true))))
}

/** One statement. `asValue`: what an assignment or `++` gives is wanted, as in brackets. */
export function* runStatement(s: Statement, c: Context, asValue: boolean): Step<void> {
  if (c.machine.count()) yield null
  switch (s.kind) {
    case 'pipeline':
      return yield* runPipeline(s, c, asValue)
    case 'assign':
      return yield* assignment(s, c, asValue)
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
      throw new Failure(
        scriptError(
          'The trap statement is not supported in this shell. Use try and catch.',
          'TrapNotSupported',
          { position: positionOf(s.source, s.start, s.end) },
        ),
      )
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

function* assignment(s: Extract<Statement, { kind: 'assign' }>, c: Context, asValue: boolean): Step<void> {
  const single =
    s.value.kind === 'pipeline' && s.value.stages.length === 1 && s.value.stages[0]?.kind === 'expression'
      ? s.value.stages[0]
      : null
  const right =
    single && single.redirections.length === 0
      ? yield* evaluate(single.value, c)
      : collected(yield* output(c, (inner) => runStatement(s.value, inner, true)))
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
  c.machine.lastOk = true
  if (asValue) for (const one of elementsOf(value)) yield* c.out(one)
}

function* ifStatement(s: Extract<Statement, { kind: 'if' }>, c: Context): Step<void> {
  for (const { when, body } of s.clauses) if (yield* condition(when, c)) return yield* runStatements(body, c)
  if (s.otherwise) yield* runStatements(s.otherwise, c)
}

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

function* foreach(s: Extract<Statement, { kind: 'foreach' }>, c: Context): Step<void> {
  const values = yield* output(c, (inner) => runStatement(s.of, inner, true))
  for (const value of values) {
    yield* assign(s.variable, value, c)
    if (!(yield* turn(s.label, s.body, c))) return
  }
}

function* looped(
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

function* forLoop(s: Extract<Statement, { kind: 'for' }>, c: Context): Step<void> {
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

function* doLoop(s: Extract<Statement, { kind: 'do' }>, c: Context): Step<void> {
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

function* switchStatement(s: Extract<Statement, { kind: 'switch' }>, c: Context): Step<void> {
  const values = yield* output(c, (inner) => runStatement(s.on, inner, true))
  for (const value of values.length ? values : [null]) {
    try {
      yield* switchOn(s, value, c)
    } catch (problem) {
      if (problem instanceof Continue && (problem.label === '' || problem.label === s.label)) continue
      if (problem instanceof Break && (problem.label === '' || problem.label === s.label)) return
      throw problem
    }
  }
}

function* switchOn(s: Extract<Statement, { kind: 'switch' }>, value: Datum, c: Context): Step<void> {
  const before = c.scope.variables.get('_')?.value
  c.scope.set('_', value)
  try {
    let matched = false
    for (const { when, body } of s.clauses) {
      if (!when || !(yield* clauseMatches(when, value, s.flags, c))) continue
      matched = true
      yield* runStatements(body, c)
    }
    const otherwise = s.clauses.find(({ when }) => when === null)
    if (!matched && otherwise) yield* runStatements(otherwise.body, c)
  } finally {
    c.scope.set('_', before ?? null)
  }
}

function* clauseMatches(when: Expression, value: Datum, flags: readonly string[], c: Context): Step<boolean> {
  const wanted = yield* evaluate(when, c)
  if (wanted instanceof ScriptBlock)
    return truth(collected(yield* output(c, (inner) => invokeBlock(wanted, [], value, inner))))
  const caseSensitive = flags.includes('-casesensitive')
  if (flags.includes('-wildcard'))
    return execute(wildcard(textOf(wanted), caseSensitive), textOf(value)) !== null
  if (flags.includes('-regex')) return execute(regex(textOf(wanted), caseSensitive), textOf(value)) !== null
  return areEqual(value, wanted, caseSensitive)
}

function catches(types: readonly string[], error: ScriptError): boolean {
  if (types.length === 0) return true
  const name = error.exception.toLowerCase()
  return types.some((one) => {
    const type = one.toLowerCase()
    return (
      /^(system\.)?exception$/.test(type) ||
      name === type ||
      name.endsWith(`.${type}`) ||
      (/runtimeexception$/.test(type) && name.startsWith('system.management.automation.'))
    )
  })
}

function* tryStatement(s: Extract<Statement, { kind: 'try' }>, c: Context): Step<void> {
  const { tries } = c.machine
  try {
    c.machine.tries = tries + 1
    yield* runStatements(s.body, c)
  } catch (problem) {
    c.machine.tries = tries
    const found =
      problem instanceof Failure ? s.catches.find(({ types }) => catches(types, problem.error)) : undefined
    if (!(problem instanceof Failure) || !found) throw problem
    c.machine.remember(problem.error)
    const inner = new Scope(c.scope)
    inner.set('_', new ErrorDatum(problem.error))
    const before = c.scope.variables.get('_')
    c.scope.set('_', new ErrorDatum(problem.error))
    try {
      yield* runStatements(found.body, c)
    } finally {
      if (before) c.scope.variables.set('_', before)
      else c.scope.variables.delete('_')
    }
  } finally {
    c.machine.tries = tries
    if (s.finally) yield* runStatements(s.finally, c)
  }
}

function* throwStatement(s: Extract<Statement, { kind: 'throw' }>, c: Context): Step<void> {
  const position = positionOf(s.source, s.start, s.end)
  const { value: written } = s
  const value = written
    ? collected(yield* output(c, (inner) => runStatement(written, inner, true)))
    : (c.scope.find('_')?.value ?? null)
  if (value instanceof ErrorDatum) throw new ScriptEnding(value.error)
  const isException = value instanceof PSObject && value.types.includes('System.Exception')
  const message =
    value === null ? 'ScriptHalted' : textOf(isException ? (value.get('Message') ?? null) : value)
  throw new ScriptEnding(
    scriptError(message, message.slice(0, 200), {
      category: 'InvalidOperation',
      exception: isException ? value.types[0] : 'System.Management.Automation.RuntimeException',
      position,
      subject: value,
      fullyQualifiedErrorId: message.slice(0, 200),
    }),
  )
}
