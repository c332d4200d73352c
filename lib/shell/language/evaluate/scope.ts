import type { Block } from '../parse/ast'
import type { Datum } from '../values/datum'

export interface Variable {
  readonly name: string
  value: Datum
  /** A cast that every later assignment goes through: `[int]$x`. */
  type: string | null
  readonly constant?: boolean
  /** What was assigned wrote nothing: in a pipeline it is nothing again, and not one null. */
  nothing?: boolean
}

/** What runs in a scope: `$MyInvocation`, `$PSScriptRoot`. */
export interface Invocation {
  readonly name: string
  /** The script's path on the drive; null for a function. */
  readonly path: string | null
}

export interface FunctionDefinition {
  readonly name: string
  readonly block: Block
  readonly filter: boolean
}

export class Scope {
  readonly variables = new Map<string, Variable>()
  readonly functions = new Map<string, FunctionDefinition>()
  invocation: Invocation | null = null
  constructor(
    readonly parent: Scope | null,
    readonly isScript = false,
  ) {}

  find(name: string): Variable | null {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const found = scope.variables.get(name)
      if (found) return found
    }
    return null
  }

  findFunction(name: string): FunctionDefinition | null {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const found = scope.functions.get(name)
      if (found) return found
    }
    return null
  }

  set(name: string, value: Datum, type: string | null = null): void {
    const lower = name.toLowerCase()
    const found = this.variables.get(lower)
    if (found) {
      found.value = value
      found.nothing = false
    } else this.variables.set(lower, { name, value, type })
  }

  /** The nearest invocation around this scope, of a script when it has to be one. */
  invoked(script: boolean): Invocation | null {
    for (let scope: Scope | null = this; scope; scope = scope.parent)
      if (scope.invocation && (!script || scope.invocation.path !== null)) return scope.invocation
    return null
  }

  get global(): Scope {
    return this.parent?.global ?? this
  }

  get script(): Scope {
    return this.isScript || !this.parent ? this : this.parent.script
  }
}
