import type { ParameterTable, Value } from '@/lib/shell'
import type { Definition } from '../organization/definition'
import type { ExchangeVersion } from '../topology/exchange-version'
import { only } from './exchange-cmdlet'
import { givenMore } from './more-properties'

/** How one noun's cmdlet differs from the general one. */
export interface Variation {
  readonly synopsis: string
  readonly versions?: readonly ExchangeVersion[]
  /** A name other than the noun's own: Get-ClientAccessService. */
  readonly noun?: string
  /** A verb other than the usual one: Disable-OutlookAnywhere removes it. */
  readonly verb?: string
  /** The name that an identity stands for: `exch01.contoso.local` for EXCH01. */
  readonly meant?: (identity: string) => string
  /** Parameters beside those of the noun's settings. */
  readonly extra?: ParameterTable
}

export type Given = Readonly<Record<string, unknown>>

/** The settings of a noun as parameters of New- and Set-. */
export function settingParameters<P>({ settings }: Definition<P>): ParameterTable {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { kind, versions }]) => [
      name,
      versions ? only(versions, kind) : kind,
    ]),
  )
}

/** The properties that were given to New- or Set-; in `more` those that are documented and not modelled. */
export function givenProperties<P>({ settings }: Definition<P>, given: Given): Partial<P> {
  const entries = Object.entries(settings).flatMap(([name, { key }]) =>
    name in given ? [[key, given[name]]] : [],
  )
  const more = givenMore(given)
  return {
    ...Object.fromEntries(entries),
    ...(Object.keys(more).length > 0 ? { more } : {}),
  } as Partial<P>
}

/** Properties as arguments of a command, as an undo writes them: without what this version does not know. */
export function writtenSettings<P>(
  { settings }: Definition<P>,
  properties: Partial<P>,
  version?: ExchangeVersion,
): Record<string, Value> {
  const entries = Object.entries(settings).flatMap(([name, { key, kind, versions }]) =>
    key in properties && (!version || !versions || versions.includes(version))
      ? [[name, kind.write(properties[key])]]
      : [],
  )
  return Object.fromEntries(entries) as Record<string, Value>
}
