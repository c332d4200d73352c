import type { Host, Limits, StreamRecord } from '../host'
import type { ParseScript } from '../parse/parse'
import type { Datum } from '../values/datum'
import { ErrorDatum } from '../values/datum'
import { type ErrorPosition, Failure, failure, type ScriptError } from '../values/script-error'
import type { Builtin } from './builtin'
import { Halt } from './flow'
import { Scope } from './scope'
import type { Sink, Step } from './step'
import type { Transcript } from './transcript'

const mostHistory = 200

export interface HistoryEntry {
  readonly id: number
  readonly line: string
  readonly start: number
  end: number | null
}

/** One shell: what lives as long as it does, and what it may still use. */
export class Machine {
  readonly global = new Scope(null, true)
  readonly aliases = new Map<string, string>()
  /** `$Error`, the latest first. */
  readonly errors: Datum[] = []
  location = 'C:\\'
  lastOk = true
  lastExitCode: Datum = null
  /** What was run in this shell, the latest last. */
  readonly history: HistoryEntry[] = []
  private entered = 0
  transcript: Transcript | null = null
  executionPolicy = 'RemoteSigned'
  /** A ScriptProperty is read: no command of the site is run. */
  waitsForNothing = false
  /** Tries that surround what runs now: errors go to them. */
  tries = 0
  depth = 0
  private steps = 0
  private cells = 0
  private records = 0
  private began = 0
  private breath = 0
  private turned = 0
  signal: AbortSignal = new AbortController().signal

  constructor(
    readonly host: Host,
    readonly limits: Limits,
    readonly parse: ParseScript,
    readonly builtins: ReadonlyMap<string, Builtin>,
  ) {}

  begin(signal: AbortSignal): void {
    this.signal = signal
    this.steps = this.cells = this.records = this.depth = this.tries = this.breath = 0
    this.began = Date.now()
  }

  /** Counts one step; true when others should have a turn. */
  count(cost = 1): boolean {
    this.steps += cost
    if (this.steps > this.limits.steps) throw new Halt('steps')
    if (this.steps - this.breath < 2000) return false
    this.breath = this.steps
    if (this.signal.aborted) throw new Halt('stopped')
    const now = Date.now()
    if (now - this.began > this.limits.milliseconds) throw new Halt('time')
    if (now - this.turned < 15 && !this.host.ready?.()) return false
    this.turned = now
    return true
  }

  made(cells: number): void {
    this.cells += cells
    if (this.cells > this.limits.cells) throw new Halt('memory')
  }

  write(record: StreamRecord): void {
    if (++this.records > this.limits.records) throw new Halt('output')
    this.transcript?.note(record)
    this.host.write(record)
  }

  /** Notes a line for Get-History and the transcript; what it gives ends the entry. */
  enter(line: string): () => void {
    const entry: HistoryEntry = {
      id: ++this.entered,
      line: line.slice(0, 100_000),
      start: this.now(),
      end: null,
    }
    this.history.push(entry)
    if (this.history.length > mostHistory) this.history.shift()
    this.transcript?.command(this.location, line)
    return () => {
      entry.end = this.now()
    }
  }

  remember(error: ScriptError): void {
    this.errors.unshift(new ErrorDatum(error))
    if (this.errors.length > 256) this.errors.pop()
  }

  readonly now = () => this.host.now().getTime()
}

/** Where something runs: its scope, where its output goes, and how its errors are treated. */
export interface Context {
  readonly machine: Machine
  readonly scope: Scope
  readonly out: Sink
  /** `2>` of the statement, or the shell's own stream. */
  readonly errors: (error: ScriptError) => Step<void>
  readonly position: ErrorPosition | null
  /** -Verbose of the command that runs here; absent when it was not given. */
  readonly verbose?: boolean
}

export function within<T>(machine: Machine, work: () => Step<T>): Step<T> {
  return deeper(machine, work)
}

function* deeper<T>(machine: Machine, work: () => Step<T>): Step<T> {
  if (machine.depth >= machine.limits.depth)
    throw failure('The script failed due to call depth overflow.', 'CallDepthOverflow', {
      category: 'InvalidOperation',
      exception: 'System.Management.Automation.ScriptCallDepthException',
    })
  machine.depth++
  try {
    return yield* work()
  } finally {
    machine.depth--
  }
}

export function located(failed: Failure, position: ErrorPosition): Failure {
  return failed.error.position ? failed : new Failure({ ...failed.error, position })
}
