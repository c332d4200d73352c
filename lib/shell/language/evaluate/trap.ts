import type { Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { Failure } from '../values/script-error'
import { Break, Continue } from './flow'
import { type Context, located } from './machine'
import { errorPreference, report, runStatement } from './statement'
import type { Step } from './step'
import { catches, withError } from './try'

type Trap = Extract<Statement, { kind: 'trap' }>

/**
 * Statements with a trap among them, wherever it stands: an error runs the trap, and then the next statement
 * comes, silently after `continue`; `break` lets the error go on to whoever called.
 */
export function* runTrapped(statements: readonly Statement[], c: Context): Step<void> {
  const traps = statements.filter((one) => one.kind === 'trap')
  for (const statement of statements) if (statement.kind !== 'trap') yield* trapped(statement, traps, c)
}

function* trapped(statement: Statement, traps: readonly Trap[], c: Context): Step<void> {
  const { tries } = c.machine
  try {
    c.machine.tries = tries + 1
    yield* runStatement(statement, c, false)
  } catch (problem) {
    c.machine.tries = tries
    if (!(problem instanceof Failure)) throw problem
    const failed = located(problem, positionOf(statement.source, statement.start, statement.end))
    const trap = trapFor(failed, traps)
    if (!trap) throw failed
    yield* handled(failed, trap, c)
  } finally {
    c.machine.tries = tries
  }
}

/** A trap for the error's own type goes before one for all errors. */
function trapFor({ error }: Failure, traps: readonly Trap[]): Trap | undefined {
  return traps.find(({ type }) => type !== null && catches([type], error)) ?? traps.find(({ type }) => !type)
}

function* handled(failed: Failure, { body }: Trap, c: Context): Step<void> {
  try {
    yield* withError(failed.error, body, c)
  } catch (problem) {
    if (problem instanceof Continue && problem.label === '') return
    if (problem instanceof Break && problem.label === '') throw failed
    throw problem
  }
  c.machine.lastOk = false
  yield* report(failed.error, c, errorPreference(c))
}
