import { truth } from '../values/convert'
import type { Datum } from '../values/datum'
import { textOf } from '../values/text'
import type { Context } from './machine'
import { type Step, wait } from './step'

type Common = ReadonlyMap<string, Datum>

/** -WhatIf, or `$WhatIfPreference` where it was not given. */
export function onlyTries(common: Common, c: Context): boolean {
  return truth(common.get('whatif') ?? c.scope.find('whatifpreference')?.value)
}

/** Asks whoever sits before the shell; where nobody does, the answer is no. */
export function* confirmed(what: string, c: Context): Step<boolean> {
  const prompt = `Are you sure you want to perform this action?\n${what}`
  const answer = yield* wait(
    c.machine.host.ask({ kind: 'confirm', caption: 'Confirm', prompt }, c.machine.signal),
  )
  return answer.kind === 'confirm' && answer.choice.startsWith('yes')
}

/** What PowerShell calls ShouldProcess: `Remove File` on `C:\x.txt`. */
export function* shouldProcess(common: Common, operation: string, target: string, c: Context): Step<boolean> {
  const what = `Performing the operation "${operation}" on target "${target}".`
  if (onlyTries(common, c)) {
    c.machine.write({ stream: 'host', text: `What if: ${what}`, newline: true })
    return false
  }
  return truth(common.get('confirm')) ? yield* confirmed(what, c) : true
}

/** `$PSCmdlet.ShouldProcess(target)` or `(target, operation)` in a function. */
export function* scriptShouldProcess(
  [target = null, operation]: readonly Datum[],
  c: Context,
): Step<boolean> {
  const confirm = /^(low|medium)$/i.test(textOf(c.scope.find('confirmpreference')?.value ?? null))
  const common: Common = new Map(confirm ? [['confirm', true]] : [])
  const name = operation === undefined ? (c.scope.invoked(false)?.name ?? '') : textOf(operation)
  return yield* shouldProcess(common, name, textOf(target), c)
}
