import { truth } from '../values/convert'
import { type Datum, ErrorDatum, elementsOf } from '../values/datum'
import { Failure, type ScriptError } from '../values/script-error'
import { textOf } from '../values/text'
import type { Running } from './builtin'
import { StopUpstream } from './flow'
import type { Context } from './machine'
import { actionNamed, errorPreference, ScriptEnding } from './statement'
import type { Step } from './step'

type Common = ReadonlyMap<string, Datum>

/** `-OutVariable x` sets, `-OutVariable +x` adds to what the variable holds. */
export function keep(key: string, values: readonly Datum[], common: Common, c: Context): void {
  if (!common.has(key)) return
  const written = textOf(common.get(key) ?? null)
  const name = written.replace(/^\+/, '')
  const before = written.startsWith('+') ? (c.scope.find(name.toLowerCase())?.value ?? null) : null
  c.scope.set(name, [...(before === null ? [] : elementsOf(before)), ...values])
}

/** -ErrorAction, -OutVariable and their kin around a command. */
export function withCommon(
  name: string,
  common: Common,
  c: Context,
  start: (inner: Context) => Running,
  owner: object = {},
): Running {
  const kept: Datum[] = []
  const failures: Datum[] = []
  const action = common.has('erroraction') ? actionNamed(common.get('erroraction') ?? null) : null
  const inner: Context = {
    ...c,
    ...(common.has('verbose') ? { verbose: truth(common.get('verbose')) } : {}),
    *out(value) {
      if (common.has('outvariable')) kept.push(value)
      yield* c.out(value)
    },
    *errors(error: ScriptError) {
      if (common.has('errorvariable')) failures.push(new ErrorDatum(error))
      yield* written(error, action ?? errorPreference(c), c)
    },
  }
  const running = start(inner)
  const guard = function* (work: Step<void>): Step<void> {
    try {
      yield* work
    } catch (problem) {
      if (problem instanceof StopUpstream && problem.owner === null) throw new StopUpstream(owner)
      if (!(problem instanceof Failure)) throw problem
      if (!failures.some((one) => one instanceof ErrorDatum && one.error === problem.error))
        failures.push(new ErrorDatum(problem.error))
      if (quiets(action) && !(problem instanceof ScriptEnding)) {
        c.machine.lastOk = false
        if (action !== 'ignore') c.machine.remember(problem.error)
        return
      }
      throw problem.error.activity || problem instanceof ScriptEnding
        ? problem
        : new Failure({ ...problem.error, activity: name })
    } finally {
      keep('outvariable', kept, common, c)
      keep('errorvariable', failures, common, c)
    }
  }
  return {
    *begin() {
      if (running.begin) yield* guard(running.begin())
    },
    process: (value) => guard(running.process(value)),
    *end() {
      if (running.end) yield* guard(running.end())
    },
  }
}

const quiets = (action: string | null) => action === 'ignore' || action?.startsWith('silently') === true

/** An error that does not end its command, as -ErrorAction or the preference wants it. */
function* written(error: ScriptError, how: string, c: Context): Step<void> {
  if (how === 'stop') throw new ScriptEnding(error)
  if (how !== 'ignore') c.machine.remember(error)
  if (quiets(how)) c.machine.lastOk = false
  else yield* c.errors(error)
}
