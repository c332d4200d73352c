import { type Command, command, type ParameterTable, type Value } from '@/lib/shell'
import { documented } from '../reference'
import type { ExchangeVersion } from '../topology/exchange-version'
import { only } from './exchange-cmdlet'

/** Those of the parameters that the reference gives to this cmdlet, in the versions that have them; all where it is not in it. */
export function documentedSettings(cmdlet: string, table: ParameterTable): ParameterTable {
  const facts = documented(cmdlet)?.parameters
  if (!facts) return table
  const known = Object.entries(table).flatMap(([name, parameter]) => {
    const own = facts[name]
    if (!own) return []
    return [[name, own.versions ? only(own.versions, parameter) : withoutVersions(parameter)]]
  })
  return Object.fromEntries(known)
}

function withoutVersions<P extends object>(parameter: P): P {
  const { versions, ...rest } = parameter as P & { versions?: unknown }
  return rest as P
}

/** Whether this version's cmdlet has the parameter, as far as the reference knows the cmdlet. */
export function takes(cmdlet: string, parameter: string, version: ExchangeVersion): boolean {
  const facts = documented(cmdlet)?.parameters
  const own = facts?.[parameter]
  return facts ? own !== undefined && (own.versions?.includes(version) ?? true) : true
}

/**
 * The commands that make an object anew with all its settings: New- takes some of them, Set- the others. `identity`
 * is what Set- calls it.
 */
export function madeAgain(
  noun: string,
  identity: string,
  settings: Readonly<Record<string, Value>>,
  version: ExchangeVersion,
): readonly Command[] {
  const [create, change] = [`New-${noun}`, `Set-${noun}`]
  const entries = Object.entries(settings)
  const atOnce = entries.filter(([name]) => takes(create, name, version))
  const later = entries.filter(
    ([name]) => !takes(create, name, version) && name !== 'Name' && takes(change, name, version),
  )
  const made = command(create, Object.fromEntries(atOnce))
  return later.length === 0
    ? [made]
    : [made, command(change, { Identity: identity, ...Object.fromEntries(later) })]
}
