import { hostSpecs } from '../bind/host-specs'
import type { Spec } from '../bind/spec'
import { resolvePath } from '../evaluate/files'
import type { Machine } from '../evaluate/machine'
import { decodeText } from '../values/encoding'
import { declaredParameters } from './describe-script'
import { unquoted } from './quoting'

/** A command as completion knows it. */
export interface KnownCommand {
  readonly name: string
  readonly parameters: readonly Spec[]
  /** Takes the common parameters, too. */
  readonly common: boolean
  /** The type of the objects that it writes, where it is known. */
  readonly outputType: string | null
}

/** What a name means in this shell: an alias, a function, a command of the language or of the host; null for none. */
export function knownCommand(machine: Machine, written: string): KnownCommand | null {
  let name = written.toLowerCase()
  for (let i = 0; i < 10 && machine.aliases.has(name); i++)
    name = machine.aliases.get(name)?.toLowerCase() ?? ''
  const defined = machine.global.findFunction(name)
  if (defined) {
    const parameters = declaredParameters(defined.block)
    return { name: defined.name, parameters, common: defined.block.advanced, outputType: null }
  }
  const builtin = machine.builtins.get(name)
  if (builtin) return { name: builtin.name, parameters: builtin.parameters, common: true, outputType: null }
  const found = machine.host.commands.find(name)
  if (!found) return null
  const parameters = found.program ? [] : hostSpecs(found)
  return { name: found.name, parameters, common: !found.program, outputType: found.outputType ?? null }
}

/** A script of the drive that is called by its path: what its param block takes; null where there is none. */
export async function knownScript(machine: Machine, written: string): Promise<KnownCommand | null> {
  const { text } = unquoted(written)
  if (!/\.ps1$/i.test(text)) return null
  const content = await machine.host.drive.read(resolvePath(machine, text))
  const parsed = content ? machine.parse(decodeText(content)) : null
  if (!parsed?.ok) return null
  const { block } = parsed
  return { name: text, parameters: declaredParameters(block), common: block.advanced, outputType: null }
}
