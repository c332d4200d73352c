import type { Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { collected, ErrorDatum, PSObject } from '../values/datum'
import { Failure, type ScriptError, scriptError } from '../values/script-error'
import { textOf } from '../values/text'
import { output } from './expression'
import type { Context } from './machine'
import { runStatement, runStatements, ScriptEnding } from './statement'
import type { Step } from './step'

export function catches(types: readonly string[], error: ScriptError): boolean {
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

/** Runs what a catch or a trap does about an error, which is its `$_`. */
export function* withError(error: ScriptError, body: readonly Statement[], c: Context): Step<void> {
  c.machine.remember(error)
  const before = c.scope.variables.get('_')
  c.scope.variables.delete('_')
  c.scope.set('_', new ErrorDatum(error))
  try {
    yield* runStatements(body, c)
  } finally {
    if (before) c.scope.variables.set('_', before)
    else c.scope.variables.delete('_')
  }
}

export function* tryStatement(s: Extract<Statement, { kind: 'try' }>, c: Context): Step<void> {
  const { tries } = c.machine
  try {
    c.machine.tries = tries + 1
    yield* runStatements(s.body, c)
  } catch (problem) {
    c.machine.tries = tries
    const found =
      problem instanceof Failure ? s.catches.find(({ types }) => catches(types, problem.error)) : undefined
    if (!(problem instanceof Failure) || !found) throw problem
    yield* withError(problem.error, found.body, c)
  } finally {
    c.machine.tries = tries
    if (s.finally) yield* runStatements(s.finally, c)
  }
}

export function* throwStatement(s: Extract<Statement, { kind: 'throw' }>, c: Context): Step<void> {
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
