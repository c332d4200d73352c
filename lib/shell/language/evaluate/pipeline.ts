// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { bindArguments, checkSets } from '../bind/bind'
import type { Given } from '../bind/spec'
import type { Element, Redirection, Stage, Statement } from '../parse/ast'
import { positionOf } from '../parse/position'
import { truth } from '../values/convert'
import { type Datum, ErrorDatum, elementsOf, Hashtable, PSObject, ScriptBlock } from '../values/datum'
import { Failure, failure, type ScriptError } from '../values/script-error'
import { textOf } from '../values/text'
import { Call, type Running } from './builtin'
import { evaluate, output } from './expression'
import { resolvePath, writeFile } from './files'
import { StopUpstream } from './flow'
import { openHostCommand } from './host-command'
import { askForMissing, invokeBlock, openFunction } from './invoke'
import { type Context, located } from './machine'
import { errorPreference, ScriptEnding } from './statement'
import { decodeText, encodeText } from './static-members'
import { type Sink, type Step, wait } from './step'
import { readVariable } from './variables'

type Pipeline = Extract<Statement, { kind: 'pipeline' }>
type CommandStage = Extract<Stage, { kind: 'command' }>

/** A command whose arguments are evaluated and that waits for its place in the pipeline. */
interface Prepared {
  readonly stage: CommandStage
  readonly name: Datum
  readonly given: readonly Given[]
}

const silent = (kind: string) => kind === 'increment'

export function* runPipeline(s: Pipeline, c: Context, asValue: boolean): Step<void> {
  const [first, ...later] = s.stages
  if (!first) return
  if (first.kind === 'expression' && later.length === 0) {
    c.machine.lastOk = true
    const value = yield* evaluate(first.value, c)
    if (silent(first.value.kind) && !asValue) return
    const sink = yield* redirected(first.redirections, c)
    if (first.value.kind === 'paren' && first.value.body.kind === 'assign')
      return yield* emit(value, sink.context.out)
    yield* emit(value, sink.context.out)
    return yield* sink.close()
  }
  const prepared: Prepared[] = []
  for (const stage of s.stages) if (stage.kind === 'command') prepared.push(yield* prepare(stage, c))
  yield* connected(first.kind === 'expression' ? first : null, prepared, c)
}

function* emit(value: Datum, out: Sink): Step<void> {
  for (const one of elementsOf(value)) yield* out(one)
}

function* prepare(stage: CommandStage, c: Context): Step<Prepared> {
  const name = yield* evaluate(stage.name, c)
  const given: Given[] = []
  for (const element of stage.elements) yield* addGiven(element, given, c)
  return { stage, name, given }
}

function* addGiven(element: Element, given: Given[], c: Context): Step<void> {
  if (element.kind === 'parameter') {
    given.push({ kind: 'name', name: element.name, colon: element.colon, text: element.text })
    return
  }
  const { value: e } = element
  if (e.kind === 'variable' && e.splat) {
    splat(readVariable(e, c), given)
    return
  }
  given.push({ kind: 'value', value: yield* evaluate(e, c), written: e.kind === 'number' ? e.text : null })
}

/** `@params`: a hashtable gives names, an array gives values. */
function splat(value: Datum, given: Given[]): void {
  if (value instanceof Hashtable)
    for (const { key, value: one } of value.entries.values())
      given.push(
        { kind: 'name', name: textOf(key), colon: true, text: `-${textOf(key)}` },
        { kind: 'value', value: one, written: null },
      )
  else for (const one of elementsOf(value)) given.push({ kind: 'value', value: one, written: null })
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
    const running = yield* located_(one, context, () =>
      openCommand(one, context, i > 0 || source !== null, owners[i] ?? {}),
    )
    open[i] = running
    sink = (value) => located_(one, context, () => running.process(value))
  }
  let from = 0
  const attempt = function* (work: () => Step<void>): Step<void> {
    try {
      yield* work()
    } catch (problem) {
      const stopped = problem instanceof StopUpstream && problem.owner ? owners.indexOf(problem.owner) : -1
      if (stopped < 0) throw problem
      from = Math.max(from, stopped)
    }
  }
  for (const [i, running] of open.entries())
    yield* attempt(() => located_(prepared[i], c, () => running?.begin?.() ?? nothing()))
  const start = open[0]
  if (source && start && from === 0) yield* attempt(() => evaluated(source, c, sink))
  for (let i = 0; i < open.length; i++)
    if (i >= from) yield* attempt(() => located_(prepared[i], c, () => open[i]?.end?.() ?? nothing()))
  for (const close of endings) yield* close()
  if (failed) c.machine.lastOk = false
}

function* evaluated(source: Extract<Stage, { kind: 'expression' }>, c: Context, sink: Sink): Step<void> {
  yield* emit(yield* evaluate(source.value, c), sink)
}

function* nothing(): Step<void> {}

/** Errors without a place get the command's. */
function* located_<T>(one: Prepared | undefined, c: Context, work: () => Step<T>): Step<T> {
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

/** Where a statement's streams go by its `>` and `2>`. */
function* redirected(
  redirections: readonly Redirection[],
  c: Context,
): Step<{ context: Context; close: () => Step<void> }> {
  let context = c
  const closers: (() => Step<void>)[] = []
  for (const { sign, file } of redirections) {
    const stream = sign.charAt(0)
    const { out } = context
    if (sign.includes('&')) context = { ...context, errors: (error) => out(new ErrorDatum(error)) }
    else {
      const path = file ? yield* evaluate(file, c) : null
      const lines: string[] = []
      const write = function* (value: Datum): Step<void> {
        if (path !== null) lines.push(textOf(value))
      }
      if (stream === '>' || stream === '*') context = { ...context, out: write }
      if (stream === '2' || stream === '*')
        context = {
          ...context,
          *errors(error) {
            yield* write(new ErrorDatum(error))
          },
        }
      if (path !== null) closers.push(() => toFile(c, textOf(path), lines, sign.includes('>>')))
    }
  }
  return {
    context,
    *close() {
      for (const close of closers) yield* close()
    },
  }
}

function* toFile(c: Context, path: string, lines: readonly string[], append: boolean): Step<void> {
  const file = resolvePath(c.machine, path)
  const before = append ? yield* wait(c.machine.host.drive.read(file)) : null
  yield* writeFile(
    c.machine,
    file,
    encodeText((before ? decodeText(before) : '') + lines.map((line) => `${line}\r\n`).join(''), 'unicode'),
  )
}

function notRecognized(name: string): Failure {
  return failure(
    `The term '${name.slice(0, 200)}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    'CommandNotFoundException',
    {
      category: 'ObjectNotFound',
      exception: 'System.Management.Automation.CommandNotFoundException',
      subject: name,
      fullyQualifiedErrorId: 'CommandNotFoundException',
    },
  )
}

function* openCommand(
  { stage, name, given }: Prepared,
  c: Context,
  piped: boolean,
  owner: object,
): Step<Running> {
  const dotted = stage.call === '.'
  if (name instanceof ScriptBlock)
    return yield* openFunction(
      '',
      name.block,
      false,
      given,
      c,
      name.scope === c.scope || !dotted ? c.scope : c.scope,
      piped,
      false,
      dotted,
    )
  const written = textOf(name instanceof PSObject ? (name.get('Name') ?? name.text) : name)
  if (stage.call !== '' && (name === null || written === ''))
    throw failure(
      "The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.",
      'BadExpression',
      { category: 'InvalidOperation' },
    )
  const { machine } = c
  let lower = written.toLowerCase()
  for (let i = 0; i < 10 && machine.aliases.has(lower); i++)
    lower = machine.aliases.get(lower)?.toLowerCase() ?? lower
  const defined = c.scope.findFunction(lower)
  if (defined)
    return yield* openFunction(
      defined.name,
      defined.block,
      defined.filter,
      given,
      c,
      dotted ? c.scope : c.scope,
      piped,
      false,
      dotted,
    )
  const builtin = machine.builtins.get(lower.replace(/^microsoft\.powershell\.\w+\\/, ''))
  if (builtin) {
    const bound = bindArguments(builtin.parameters, given, builtin.name, machine.now)
    checkSets(builtin.parameters, bound.values, builtin.name)
    yield* askForMissing(bound.missing, bound.values, c, builtin.name)
    return withCommon(
      builtin.name,
      bound.common,
      c,
      (inner) =>
        builtin.start(
          new Call(inner, bound.values, function* (block, item, args = [], write) {
            if (!(block instanceof ScriptBlock)) return [block]
            if (write) {
              yield* invokeBlock(block, args, item, { ...inner, out: write })
              return []
            }
            return yield* output(inner, (deep) => invokeBlock(block, args, item, deep))
          }),
        ),
      owner,
    )
  }
  const known =
    machine.host.commands.find(lower) ??
    (/[\\.]/.test(lower) ? null : machine.host.commands.find(`get-${lower}`))
  if (known && !/\.ps1$/i.test(written)) return yield* openHostCommand(known, written, given, c, piped)
  return yield* openScript(written, given, c, piped, dotted)
}

/** A script on the user's drive: `.\x.ps1`, `C:\x.ps1`. */
function* openScript(
  written: string,
  given: readonly Given[],
  c: Context,
  piped: boolean,
  dotted: boolean,
): Step<Running> {
  if (!/\.ps1$/i.test(written)) throw notRecognized(written)
  const path = resolvePath(c.machine, written)
  const bytes = yield* wait(c.machine.host.drive.read(path))
  if (!bytes) throw notRecognized(written)
  if (c.machine.executionPolicy === 'Restricted')
    throw failure(
      `File ${path} cannot be loaded because running scripts is disabled on this system. For more information, see about_Execution_Policies at http://go.microsoft.com/fwlink/?LinkID=135170.`,
      'UnauthorizedAccess',
      {
        category: 'SecurityError',
        exception: 'System.Management.Automation.PSSecurityException',
        fullyQualifiedErrorId: 'UnauthorizedAccess',
      },
    )
  const parsed = c.machine.parse(decodeText(bytes))
  if (!parsed.ok)
    throw new Failure({
      ...parsed.error,
      position: parsed.error.position ? { ...parsed.error.position, file: path } : null,
    })
  return yield* openFunction(
    path.split('\\').at(-1) ?? '',
    parsed.block,
    false,
    given,
    c,
    dotted ? c.scope : c.scope.global,
    piped,
    true,
    dotted,
  )
}

/** -ErrorAction, -OutVariable and their kin around a command. */
export function withCommon(
  name: string,
  common: ReadonlyMap<string, Datum>,
  c: Context,
  start: (inner: Context) => Running,
  owner: object = {},
): Running {
  const kept: Datum[] = []
  const failures: Datum[] = []
  const action = common.has('erroraction') ? textOf(common.get('erroraction') ?? null).toLowerCase() : null
  const inner: Context = {
    ...c,
    *out(value) {
      if (common.has('outvariable')) kept.push(value)
      yield* c.out(value)
    },
    *errors(error: ScriptError) {
      if (common.has('errorvariable')) failures.push(new ErrorDatum(error))
      const how = action ?? errorPreference(c)
      if (how === 'stop') throw new ScriptEnding(error)
      if (how !== 'ignore') c.machine.remember(error)
      if (how.startsWith('silently') || how === 'ignore') c.machine.lastOk = false
      else yield* c.errors(error)
    },
  }
  if (common.has('verbose')) {
    inner.scope.set('__verbose', truth(common.get('verbose')))
  }
  const running = start(inner)
  const keep = () => {
    const put = (key: string, values: Datum[]) => {
      const written = textOf(common.get(key) ?? null)
      const before = written.startsWith('+') ? c.scope.find(written.slice(1).toLowerCase())?.value : null
      if (common.has(key))
        c.scope.set(written.replace(/^\+/, ''), [
          ...(before === null || before === undefined ? [] : elementsOf(before)),
          ...values,
        ])
    }
    put('outvariable', kept)
    put('errorvariable', failures)
  }
  const guard = function* (work: Step<void>): Step<void> {
    try {
      yield* work
    } catch (problem) {
      if (problem instanceof StopUpstream && problem.owner === null) throw new StopUpstream(owner)
      if (
        problem instanceof Failure &&
        action !== null &&
        !(problem instanceof ScriptEnding) &&
        action !== 'stop' &&
        action !== 'continue'
      ) {
        failures.push(new ErrorDatum(problem.error))
        c.machine.lastOk = false
        return
      }
      if (problem instanceof Failure && !problem.error.activity)
        throw problem instanceof ScriptEnding ? problem : new Failure({ ...problem.error, activity: name })
      throw problem
    } finally {
      keep()
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
