import type { ErrorRecord } from '@/lib/shell'

/** What a shell in the browser is told while its line or script runs: one JSON line each, over one answer. */
export type ConsoleEvent =
  | {
      readonly kind: 'text'
      readonly stream: ConsoleStream
      readonly text: string
      readonly newline: boolean
    }
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'progress'
      readonly activity: string
      readonly status: string
      /** 0 to 100; null where nobody knows. */
      readonly percent: number | null
    }
  /** The shell waits until the question is answered, or the run is stopped. */
  | { readonly kind: 'question'; readonly question: ConsoleQuestion }
  /** Always the last. `exited`: the shell is gone, another has to be opened. */
  | {
      readonly kind: 'end'
      readonly ok: boolean
      readonly stopped: boolean
      readonly exited: boolean
      readonly location: string
      /** Where it is kept: Activity > Scripts. Null where nothing is kept. */
      readonly scriptRun: string | null
    }
  /** Nothing ran: the input wants another line, or nobody may do this. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly error: ErrorRecord }

export type ConsoleStream = 'output' | 'error' | 'warning' | 'verbose' | 'debug' | 'host'

export interface ConsoleQuestion {
  /** Names the question in its answer. */
  readonly id: string
  readonly kind: 'text' | 'secret' | 'credential' | 'confirm'
  readonly caption: string
  readonly prompt: string
  /** The parameter that is asked for. */
  readonly parameter: string | null
  readonly help: string | null
  readonly userName: string | null
}

export type ConsoleAnswer =
  | { readonly kind: 'text' | 'secret'; readonly text: string }
  | { readonly kind: 'credential'; readonly userName: string; readonly password: string }
  | { readonly kind: 'confirm'; readonly choice: 'yes' | 'yesToAll' | 'no' | 'noToAll' }

/** What Tab offers: the text between `from` and `to` is replaced by one of them. */
export interface Completion {
  readonly from: number
  readonly to: number
  readonly offers: readonly {
    readonly text: string
    /** What a list of offers shows, where it differs: a parameter with its type. */
    readonly shown: string
    readonly kind: 'command' | 'parameter' | 'value' | 'variable' | 'path' | 'member'
    readonly about: string
  }[]
}

/** A parameter of a script's `param` block, as a form asks for it. */
export interface ScriptParameter {
  readonly name: string
  readonly type: string
  readonly mandatory: boolean
  readonly secret: boolean
  /** The source of its default, where it has one. */
  readonly defaultText: string | null
  readonly help: string | null
}
