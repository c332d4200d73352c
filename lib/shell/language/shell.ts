// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { builtins } from './cmdlets'
import { Break, Continue, Exit, Halt, Return, StopUpstream } from './evaluate/flow'
import { openFunction } from './evaluate/function'
import { type Context, Machine } from './evaluate/machine'
import { report, runStatement, ScriptEnding } from './evaluate/statement'
import { drive, type Step } from './evaluate/step'
import { type Host, type Limits, usualLimits } from './host'
import type { Block, Statement } from './parse/ast'
import { loadParser, type Parsed } from './parse/parse'
import { positionOf } from './parse/position'
import type { Datum } from './values/datum'
import { Failure, type ScriptError, scriptError } from './values/script-error'

/** What one statement of the top level did. */
export interface StatementResult {
  readonly statement: string
  readonly ok: boolean
  readonly objects: readonly Datum[]
  readonly errors: readonly ScriptError[]
  /** `exit` or Ctrl-C ended the script with it. */
  readonly ended?: 'exit' | 'stopped' | 'limit'
  /** `throw` or -ErrorAction Stop: what comes after it in the script is not run. */
  readonly abandoned?: true
}

export interface Shell {
  /** Runs a script in the shell's own scope, statement by statement. */
  run(source: string, signal?: AbortSignal): AsyncGenerator<StatementResult, void>
  /** Whether the input is whole, wants another line, or is wrong. */
  check(source: string): Parsed
  readonly exitCode: number | null
  readonly location: string
  /** For completion and help. */
  readonly machine: Machine
}

const limitTexts: Record<Exclude<Halt['reason'], 'stopped'>, string> = {
  steps: 'The script was stopped because it takes too many steps. Make it smaller, or run it in parts.',
  time: 'The script was stopped because it takes too long. Run it in parts.',
  output: 'The script was stopped because it writes too much. Select less.',
  memory: 'The script was stopped because it needs too much memory. Select less, or run it in parts.',
}

/** Opens a shell on what the host gives. The commands, files and answers of the host are all that a script reaches. */
export async function openShell(host: Host, limits: Limits = usualLimits): Promise<Shell> {
  const parse = await loadParser()
  const machine = new Machine(host, limits, parse, builtins.table)
  for (const [alias, name] of builtins.aliases) machine.aliases.set(alias, name)
  let exitCode: number | null = null
  return {
    check: parse,
    machine,
    get exitCode() {
      return exitCode
    },
    get location() {
      return machine.location
    },
    async *run(source, signal = new AbortController().signal) {
      const parsed = parse(source)
      if (!parsed.ok) {
        machine.lastOk = false
        machine.remember(parsed.error)
        host.write({ stream: 'error', error: parsed.error })
        yield { statement: source, ok: false, objects: [], errors: [parsed.error] }
        return
      }
      machine.begin(signal)
      await host.refresh?.()
      const entered = machine.enter(source)
      try {
        for (const part of topLevel(parsed.block)) {
          const result = await runPart(machine, part, signal, (code) => {
            exitCode = code
          })
          yield result
          if (result.ended || result.abandoned) return
        }
      } finally {
        entered()
        const { transcript } = machine
        if (transcript) await host.drive.write(transcript.path, transcript.content(false))
      }
    },
  }
}

/** The rest of the script is not run. */
class Abandon {}

type Part = { readonly text: string; readonly work: (c: Context) => Step<void> }

/** A script with a param block is one piece: its parameters are asked for first. */
function topLevel(block: Block): Part[] {
  const trapped = block.endBlock?.some(({ kind }) => kind === 'trap')
  if (block.parameters || block.processBlock || block.beginBlock || trapped)
    return [{ text: block.source, work: (c) => asScript(block, c) }]
  return (block.endBlock ?? []).map((statement) => ({
    text: statement.source.slice(statement.start, statement.end),
    work: (c) => alone(statement, c),
  }))
}

function* asScript(block: Block, c: Context): Step<void> {
  const running = yield* openFunction({ name: '', block, filter: false }, [], c, c.machine.global, {
    dotted: true,
    isScript: true,
  })
  yield* running.begin?.() ?? none()
  yield* running.end?.() ?? none()
}

function* none(): Step<void> {}

function* alone(statement: Statement, c: Context): Step<void> {
  try {
    yield* runStatement(statement, c, false)
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem
    c.machine.lastOk = false
    const error = problem.error.position
      ? problem.error
      : { ...problem.error, position: positionOf(statement.source, statement.start, statement.end) }
    yield* report(error, c, 'continue')
    if (problem instanceof ScriptEnding) throw new Abandon()
  }
}

async function runPart(
  machine: Machine,
  { text, work }: Part,
  signal: AbortSignal,
  exit: (code: number) => void,
): Promise<StatementResult> {
  const objects: Datum[] = []
  const kept = machine.limits.kept ?? Number.POSITIVE_INFINITY
  const errors: ScriptError[] = []
  const context: Context = {
    machine,
    scope: machine.global,
    position: null,
    *out(value) {
      machine.made(1)
      if (objects.length < kept) objects.push(value)
      machine.write({ stream: 'output', value })
    },
    *errors(error) {
      errors.push(error)
      machine.write({ stream: 'error', error })
    },
  }
  const done = (ended?: StatementResult['ended']): StatementResult => ({
    statement: text,
    ok: errors.length === 0 && ended !== 'stopped' && ended !== 'limit',
    objects,
    errors,
    ...(ended ? { ended } : {}),
  })
  try {
    await drive(work(context), { signal, ready: () => machine.host.ready?.() ?? null })
    return done()
  } catch (problem) {
    machine.tries = machine.depth = 0
    if (problem instanceof Exit) {
      exit(problem.code)
      return done('exit')
    }
    if (problem instanceof Return) return done('exit')
    if (problem instanceof Abandon) return { ...done(), abandoned: true }
    if (problem instanceof Break || problem instanceof Continue || problem instanceof StopUpstream)
      return done()
    if (problem instanceof Halt && problem.reason === 'stopped') return done('stopped')
    const error =
      problem instanceof Halt && problem.reason !== 'stopped'
        ? scriptError(limitTexts[problem.reason], 'ScriptLimitExceeded', { category: 'ResourceUnavailable' })
        : unexpected(problem)
    errors.push(error)
    machine.remember(error)
    machine.host.write({ stream: 'error', error })
    return done(problem instanceof Halt ? 'limit' : undefined)
  }
}

/** What is left: an error on its way up, or too many calls in one another for the stack. */
function unexpected(problem: unknown): ScriptError {
  if (problem instanceof Failure) return problem.error
  if (problem instanceof RangeError)
    return scriptError('The script failed due to call depth overflow.', 'CallDepthOverflow', {
      category: 'InvalidOperation',
    })
  throw problem
}
