// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Stage, Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { type Datum, elementsOf } from '../values/datum'
import { Failure } from '../values/script-error'
import type { Running } from './builtin'
import { evaluate } from './expression'
import { Downstream, StopUpstream } from './flow'
import { type Context, located } from './machine'
import { openCommand } from './open-command'
import { type Prepared, prepare } from './prepare-command'
import { redirected } from './redirection'
import { ScriptEnding } from './statement'
import { nothing, type Sink, type Step } from './step'
import { isNothing } from './variables'

type Pipeline = Extract<Statement, { kind: 'pipeline' }>

const silent = (kind: string) => kind === 'increment'

export function* runPipeline(s: Pipeline, c: Context, asValue: boolean): Step<void> {
  const [first, ...later] = s.stages
  if (!first) return
  if (first.kind === 'expression' && later.length === 0) {
    const value = yield* evaluate(first.value, c)
    c.machine.lastOk = true
    if (silent(first.value.kind) && !asValue) return
    const sink = yield* redirected(first.redirections, c)
    if (!(value === null && isNothing(first.value, c))) yield* emit(value, sink.context.out)
    return yield* sink.close()
  }
  const prepared: Prepared[] = []
  for (const stage of s.stages) if (stage.kind === 'command') prepared.push(yield* prepare(stage, c))
  yield* connected(first.kind === 'expression' ? first : null, prepared, c)
}

function* emit(value: Datum, out: Sink): Step<void> {
  for (const one of elementsOf(value)) yield* out(one)
}

/** Runs the commands as one pipeline: each object goes as far as it gets before the next one comes. */
function* connected(
  source: Extract<Stage, { kind: 'expression' }> | null,
  prepared: readonly Prepared[],
  c: Context,
): Step<void> {
  c.machine.lastOk = true
  const open: (Running | null)[] = prepared.map(() => null)
  const owners = prepared.map(() => ({}))
  const endings: (() => Step<void>)[] = []
  const ending = {}
  let sink = c.out
  let failed = false
  for (let i = prepared.length - 1; i >= 0; i--) {
    const one = prepared[i]
    if (!one) continue
    const place = yield* redirected(one.stage.redirections, { ...c, out: sink })
    endings.push(place.close)
    const errors = place.context.errors
    const context: Context = {
      ...place.context,
      position: positionOf(one.stage.source, one.stage.start, one.stage.end),
      *errors(error) {
        failed = true
        yield* errors(error)
      },
    }
    const running = yield* atCommand(one, context, () =>
      openCommand(one, context, i > 0 || source !== null, owners[i] ?? {}),
    )
    open[i] = running
    sink = (value) => belowUpstream(ending, () => atCommand(one, context, () => running.process(value)))
  }
  let from = 0
  const attempt = function* (work: () => Step<void>): Step<void> {
    try {
      yield* work()
    } catch (problem) {
      if (problem instanceof Downstream && problem.pipeline === ending) throw problem.failure
      const stopped = problem instanceof StopUpstream && problem.owner ? owners.indexOf(problem.owner) : -1
      if (stopped < 0) throw problem
      from = Math.max(from, stopped)
    }
  }
  for (const [i, running] of open.entries())
    yield* attempt(() => atCommand(prepared[i], c, () => running?.begin?.() ?? nothing()))
  const start = open[0]
  if (source && start && from === 0) yield* attempt(() => evaluated(source, c, sink))
  for (let i = 0; i < open.length; i++)
    if (i >= from) yield* attempt(() => atCommand(prepared[i], c, () => open[i]?.end?.() ?? nothing()))
  for (const close of endings) yield* close()
  if (failed) c.machine.lastOk = false
}

function* evaluated(source: Extract<Stage, { kind: 'expression' }>, c: Context, sink: Sink): Step<void> {
  const value = yield* evaluate(source.value, c)
  if (!(value === null && isNothing(source.value, c))) yield* emit(value, sink)
}

/** What fails further down ends the pipeline; no command, try or trap further up takes it for its own failure. */
function* belowUpstream(pipeline: object, work: () => Step<void>): Step<void> {
  try {
    yield* work()
  } catch (problem) {
    throw problem instanceof Failure ? new Downstream(problem, pipeline) : problem
  }
}

/** Errors without a place get the command's. */
function* atCommand<T>(one: Prepared | undefined, c: Context, work: () => Step<T>): Step<T> {
  if (c.machine.count()) yield null
  try {
    return yield* work()
  } catch (problem) {
    if (!(problem instanceof Failure) || !one || problem.error.position) throw problem
    const position = positionOf(one.stage.source, one.stage.start, one.stage.end)
    throw problem instanceof ScriptEnding
      ? new ScriptEnding({ ...problem.error, position })
      : located(problem, position)
  }
}
