import type { Spec } from '../bind/spec'
import { truth } from '../values/convert'
import type { Datum } from '../values/datum'
import { textOf } from '../values/text'
import type { Context } from './machine'
import { shouldProcess } from './should-process'
import type { Step } from './step'

/** A command at work in a pipeline. */
export interface Running {
  readonly begin?: () => Step<void>
  readonly process: (input: Datum) => Step<void>
  readonly end?: () => Step<void>
}

/** A command of the language itself. */
export interface Builtin {
  readonly name: string
  readonly synopsis: string
  readonly aliases?: readonly string[]
  readonly parameters: readonly Spec[]
  /** Its script blocks run where it is called, as ForEach-Object's: what they set stays set. */
  readonly inCallersScope?: true
  readonly start: (call: Call) => Running
}

/** What a command of the language is called with. */
export class Call {
  constructor(
    readonly context: Context,
    readonly values: ReadonlyMap<string, Datum>,
    /** Runs a script block in its own scope, with `$_`. */
    readonly invoke: (
      block: Datum,
      item: Datum,
      args?: readonly Datum[],
      write?: (value: Datum) => Step<void>,
    ) => Step<Datum[]>,
    private readonly common: ReadonlyMap<string, Datum> = new Map(),
  ) {}

  /** Whether the command may do what it says: -WhatIf only tells, -Confirm asks first. */
  should(operation: string, target: string): Step<boolean> {
    return shouldProcess(this.common, operation, target, this.context)
  }

  get(name: string): Datum | undefined {
    return this.values.get(name.toLowerCase())
  }

  has(name: string): boolean {
    return this.values.has(name.toLowerCase())
  }

  flag(name: string): boolean {
    return truth(this.get(name))
  }

  text(name: string): string | null {
    const found = this.get(name)
    return found === undefined || found === null ? null : textOf(found)
  }

  number(name: string): number | null {
    const found = this.get(name)
    return typeof found === 'number' ? found : null
  }

  list(name: string): readonly Datum[] {
    const found = this.get(name)
    return found === undefined || found === null ? [] : Array.isArray(found) ? found : [found]
  }

  write(value: Datum): Step<void> {
    return this.context.out(value)
  }
}

const types: Record<string, string> = {
  text: 'System.String',
  texts: 'System.String[]',
  int: 'System.Int32',
  object: 'System.Object',
  objects: 'System.Object[]',
  switch: 'System.Management.Automation.SwitchParameter',
  block: 'System.Management.Automation.ScriptBlock',
  date: 'System.DateTime',
  secure: 'System.Security.SecureString',
  table: 'System.Collections.Hashtable',
}

/** `takes('Property', 'objects', { position: 0 })` */
export function takes(name: string, type: keyof typeof types & string, more: Partial<Spec> = {}): Spec {
  return { name, type: types[type] ?? type, ...more }
}

/** A command that does its work once, whatever comes in. */
export function once(work: () => Step<void>): Running {
  return { *process() {}, end: work }
}
