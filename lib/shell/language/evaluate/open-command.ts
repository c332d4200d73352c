import { bindArguments, checkSets } from '../bind/bind'
import type { Given } from '../bind/spec'
import { PSObject, ScriptBlock } from '../values/datum'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { type Builtin, Call, type Running } from './builtin'
import { withCommon } from './common-parameters'
import { output } from './expression'
import { openFunction } from './function'
import { openHostCommand } from './host-command'
import { askForMissing, invokeBlock } from './invoke'
import type { Context } from './machine'
import type { Prepared } from './prepare-command'
import { openScript } from './script-file'
import type { Step } from './step'

/**
 * Finds what a name means, as PowerShell does: an alias first, then a function, a command of the language, one of the
 * site (its `Get-` may be left out), and a script on the drive.
 * @param owner whose wish it is when the command has enough of what comes (`StopUpstream`)
 */
export function* openCommand(
  { stage, name, given }: Prepared,
  c: Context,
  piped: boolean,
  owner: object,
): Step<Running> {
  const dotted = stage.call === '.'
  if (name instanceof ScriptBlock)
    return yield* openFunction({ name: '', block: name.block, filter: false }, given, c, c.scope, {
      piped,
      dotted,
    })
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
  if (defined) return yield* openFunction(defined, given, c, c.scope, { piped, dotted })
  const builtin = machine.builtins.get(lower.replace(/^microsoft\.powershell\.\w+\\/, ''))
  if (builtin) return yield* openBuiltin(builtin, given, c, piped, owner)
  const known =
    machine.host.commands.find(lower) ??
    (/[\\.]/.test(lower) ? null : machine.host.commands.find(`get-${lower}`))
  if (known && !/\.ps1$/i.test(written)) return yield* openHostCommand(known, written, given, c, piped)
  return yield* openScript(written, given, c, piped, dotted)
}

function* openBuiltin(
  builtin: Builtin,
  given: readonly Given[],
  c: Context,
  piped: boolean,
  owner: object,
): Step<Running> {
  const bound = bindArguments(builtin.parameters, given, builtin.name, c.machine.now)
  checkSets(builtin.parameters, bound.values, builtin.name)
  const wanted = bound.missing.filter((one) => !piped || !(one.byPropertyName || one.fromPipeline))
  yield* askForMissing(wanted, bound.values, c, builtin.name)
  return withCommon(
    builtin.name,
    bound.common,
    c,
    (inner) =>
      builtin.start(
        new Call(
          inner,
          bound.values,
          function* (block, item, args = [], write) {
            if (!(block instanceof ScriptBlock)) return [block]
            if (write) {
              yield* invokeBlock(block, args, item, { ...inner, out: write }, !builtin.inCallersScope)
              return []
            }
            return yield* output(inner, (deep) =>
              invokeBlock(block, args, item, deep, !builtin.inCallersScope),
            )
          },
          bound.common,
        ),
      ),
    owner,
  )
}
