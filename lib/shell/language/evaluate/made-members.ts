import { collected, type Datum, type Property, type PSObject, ScriptBlock } from '../values/datum'
import { Failure } from '../values/script-error'
import { output } from './expression'
import { invokeBlock } from './invoke'
import type { Context } from './machine'
import { Scope } from './scope'
import { nothing, type Step } from './step'

/** A block whose `$this` is the object that it is a member of. */
export function boundTo(block: ScriptBlock, self: Datum, c: Context): ScriptBlock {
  const scope = new Scope(block.scope instanceof Scope ? block.scope : c.scope)
  scope.set('this', self)
  return new ScriptBlock(block.block, scope)
}

/**
 * Add-Member -MemberType ScriptProperty: the block is run whenever somebody reads the property. It is read where
 * nothing can wait, so a command of the site gives `$null` in it, as a block that fails does in PowerShell.
 */
export function scriptProperty(name: string, block: ScriptBlock, self: PSObject, c: Context): Property {
  const own = boundTo(block, self, c)
  const quiet: Context = { ...c, errors: () => nothing() }
  return {
    name,
    get value() {
      const written = atOnce(
        output(quiet, (inner) => invokeBlock(own, [], undefined, inner)),
        c,
      )
      return collected(written ?? [])
    },
    set value(_) {
      // A ScriptProperty without a second block cannot be set.
    },
  }
}

/** Another name of a property: Add-Member -MemberType AliasProperty. */
export function aliasProperty(name: string, of: string, self: PSObject): Property {
  return {
    name,
    get value() {
      return of.toLowerCase() === name.toLowerCase() ? null : (self.get(of) ?? null)
    },
    set value(value) {
      self.set(of, value)
    },
  }
}

/** What a step gives that waits for nothing; null for one that would wait, or fails. */
function atOnce<T>(step: Step<T>, { machine }: Context): T | null {
  const outer = machine.waitsForNothing
  machine.waitsForNothing = true
  try {
    let next = step.next()
    while (!next.done && next.value === null) next = step.next()
    if (next.done) return next.value
    next.value?.catch(() => undefined)
    step.return(null as T)
    return null
  } catch (problem) {
    if (problem instanceof Failure) return null
    throw problem
  } finally {
    machine.waitsForNothing = outer
  }
}
