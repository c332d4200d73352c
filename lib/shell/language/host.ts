import type { Command } from '../command'
import type { ErrorRecord } from '../error-record'
import type { ParameterTable } from '../parameter'
import type { Result } from '../result'
import type { SecureString } from '../value'
import type { Datum } from './values/datum'
import type { ScriptError } from './values/script-error'

/** A command that the language is given: what it is called and what it takes. */
export interface HostCommand {
  readonly name: string
  readonly synopsis: string
  readonly parameters: ParameterTable
  readonly aliases?: readonly string[]
  /**
   * Parameters that are mandatory by what else is given, as where a parameter set decides: a shell asks for them.
   * `given` are names in lower case.
   */
  readonly alsoMandatory?: (given: ReadonlySet<string>) => readonly string[]
  /** A program such as ARRConfig: its words are passed on as they stand. */
  readonly program?: boolean
  /** The .NET type's name of the objects that it writes, by which they are formatted. */
  readonly outputType?: string
}

export interface HostOutcome {
  /** Plain objects or the language's own values. */
  readonly output?: Iterable<unknown>
  /**
   * More of them than should stand in memory at once, after `output`: the next page is asked for when the pipeline
   * has taken the one before it, and none any more when it has enough. What it gives in the end is the error that
   * cut it short.
   */
  readonly pages?: AsyncGenerator<readonly unknown[], ErrorRecord | undefined, void>
  readonly warnings?: readonly string[]
  /** Errors that did not end the command. */
  readonly errors?: readonly ErrorRecord[]
}

export type Question =
  | {
      readonly kind: 'text'
      readonly prompt: string
      readonly secret: false
      readonly parameter?: string
      readonly help?: string
    }
  | { readonly kind: 'secret'; readonly prompt: string; readonly parameter?: string; readonly help?: string }
  | { readonly kind: 'credential'; readonly prompt: string; readonly userName: string }
  | { readonly kind: 'confirm'; readonly caption: string; readonly prompt: string }

export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly secret: SecureString }
  | { readonly kind: 'credential'; readonly userName: string; readonly secret: SecureString }
  | { readonly kind: 'confirm'; readonly choice: 'yes' | 'yesToAll' | 'no' | 'noToAll' }
  /** Nobody is there to answer. */
  | { readonly kind: 'none' }

export type StreamRecord =
  | { readonly stream: 'output'; readonly value: Datum }
  | { readonly stream: 'error'; readonly error: ScriptError }
  | { readonly stream: 'warning' | 'verbose' | 'debug'; readonly message: string }
  | { readonly stream: 'host'; readonly text: string; readonly newline: boolean }
  | { readonly stream: 'clear' }
  | {
      readonly stream: 'progress'
      readonly activity: string
      readonly status: string
      readonly percent: number | null
    }

/** The user's own files. Paths are as the script writes them, made absolute (`C:\x`); all of it is bounded by who gives it. */
export interface Drive {
  read(path: string): Promise<Uint8Array | null>
  write(path: string, content: Uint8Array): Promise<Result<void>>
  remove(path: string): Promise<boolean>
  /** All files, with their sizes and times. */
  list(): Promise<readonly { readonly path: string; readonly size: number; readonly modified: Date }[]>
}

/** A value that a command of the host would take. */
export interface Suggestion {
  readonly text: string
  readonly about: string
}

/** All that a script can reach. */
export interface Host {
  readonly commands: { find(name: string): HostCommand | null; list(): readonly HostCommand[] }
  /** Called before each script: the commands may have become others since the last one. */
  refresh?(): Promise<void>
  execute(command: Command, signal: AbortSignal): Promise<Result<HostOutcome>>
  /** What the command would change, in sentences: it was tried and rolled back. */
  whatIf(command: Command, signal: AbortSignal): Promise<Result<readonly string[]>>
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  write(record: StreamRecord): void
  /** The site's clock. */
  now(): Date
  /** Seals a secret that a script made itself (ConvertTo-SecureString). */
  seal(secret: string): SecureString
  readonly drive: Drive
  readonly environment: ReadonlyMap<string, string>
  /** Columns and properties by type name; see format/views.ts. */
  view?(type: string): { readonly table?: readonly string[]; readonly list?: readonly string[] } | null
  /** Identities of the site that begin with `prefix`, for a parameter of a command; few. */
  complete?(command: string, parameter: string, prefix: string): Promise<readonly Suggestion[]>
  /** Resolves when whoever reads the streams has caught up; null where nothing has to wait. */
  ready?(): Promise<void> | null
  /** The modules and snap-ins that Import-Module and Add-PSSnapin find. */
  readonly modules?: readonly string[]
}

export interface Limits {
  /** Expressions, statements and objects of pipelines. */
  readonly steps: number
  readonly milliseconds: number
  /** Objects and lines written. */
  readonly records: number
  /** Functions and script blocks in one another. */
  readonly depth: number
  /** Characters and elements made in all. */
  readonly cells: number
  /** Objects that a statement's result holds; the output stream has all. Absent for no bound. */
  readonly kept?: number
}

export const usualLimits: Limits = {
  steps: 20_000_000,
  milliseconds: 600_000,
  records: 1_000_000,
  depth: 100,
  cells: 2_000_000_000,
}
