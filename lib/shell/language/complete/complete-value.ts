import { isSwitch, type Spec } from '../bind/spec'
import type { Machine } from '../evaluate/machine'
import { commandOffers } from './complete-command'
import { columnsOf } from './complete-member'
import { looksLikePath, pathOffers } from './complete-path'
import type { KnownCommand } from './known-command'
import type { Line } from './line'
import { begins, type Offer, sorted } from './offer'
import { quoted } from './quoting'

const actions = ['Continue', 'Ignore', 'Inquire', 'SilentlyContinue', 'Stop']
const properties = /^(?:Property|ExcludeProperty|ExpandProperty|GroupBy)$/
const paths = /(?:Path|FileName|FilePath|RequestFile|Destination)$/
/** Of Get-Command and Get-Help. */
const commands = /^Get-(?:Command|Help)$/

export interface WantedValue {
  readonly command: KnownCommand
  readonly parameter: Spec
  readonly quote: '' | "'" | '"'
  readonly text: string
  readonly source: Line | null
}

function words({ parameter, command, source }: WantedValue, machine: Machine): readonly string[] {
  if (parameter.values) return parameter.values
  if (/Action$/.test(parameter.name) && /^(?:Error|Warning|Information)Action$/.test(parameter.name))
    return actions
  if (properties.test(parameter.name) && command.outputType === null) return columnsOf(machine, source)
  return []
}

/** What a parameter takes that begins with what is typed: its words, files of the drive, identities of the site. */
export async function valueOffers(machine: Machine, wanted: WantedValue): Promise<Offer[]> {
  const { parameter, command, text, quote } = wanted
  if (parameter.type === 'System.Boolean' || isSwitch(parameter)) return literal(['$true', '$false'], text)
  if (looksLikePath(text) || paths.test(parameter.name))
    return inQuotes(await pathOffers(machine, text), quote)
  if (commands.test(command.name)) return commandOffers(machine, text)
  const known = words(wanted, machine)
  if (known.length > 0) return inQuotes(literal(known, text), quote)
  const found = (await machine.host.complete?.(command.name, parameter.name, text)) ?? []
  const offers = found.map(({ text: one, about }): Offer => ({ text: one, shown: one, kind: 'value', about }))
  return inQuotes(sorted(offers), quote)
}

function literal(known: readonly string[], prefix: string): Offer[] {
  return known
    .filter((one) => begins(one, prefix))
    .map((text) => ({ text, shown: text, kind: 'value', about: '' }))
}

export function inQuotes(offers: readonly Offer[], quote: '' | "'" | '"'): Offer[] {
  return offers.map((one) => ({ ...one, text: quoted(one.text, quote) }))
}
