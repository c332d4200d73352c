import {
  aliased,
  type Bound,
  type Cmdlet,
  type Command,
  type Outcome,
  type Parameter,
  type ParameterTable,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site } from '../store'
import { type ExchangeVersion, exchangeVersions, shellVersion } from '../topology/exchange-version'

interface Versioned {
  readonly versions?: readonly ExchangeVersion[]
}

/** A parameter that only these versions have: to the others it is a name that they do not know. */
export function only<P extends Parameter<unknown>>(versions: readonly ExchangeVersion[], parameter: P): P {
  return { ...parameter, versions }
}

type Definition<P extends ParameterTable> = Omit<Cmdlet<Site, P>, 'exists'> & Versioned

const forAll = { DomainController: text }
const forChanging = { ...forAll, Confirm: aliased(switchParameter, 'cf') }

/**
 * A cmdlet of the Exchange Management Shell. It exists where that shell does (see shellVersion), in the
 * `versions` that know it. All take -DomainController, for there is only one; those that change something
 * take -Confirm, and asking is the shell's part.
 */
export function exchangeCmdlet<const P extends ParameterTable>({
  versions = exchangeVersions,
  ...definition
}: Definition<P>): Cmdlet<Site> {
  const run = async (bound: Bound<P>, site: Site, line: Command): Promise<Result<Outcome>> => {
    const unknown = await unknownParameter(bound, definition.parameters, site)
    if (unknown) return namedParameterNotFound(unknown)
    const result = await definition.run(bound, site, line)
    return result.ok && definition.reads ? { ok: true, value: { ...result.value, undo: [] } } : result
  }
  return {
    ...definition,
    versions,
    parameters: { ...(definition.reads ? forAll : forChanging), ...definition.parameters },
    run,
    exists: async (site: Site) => {
      const version = await shellVersion(site)
      return version !== null && versions.includes(version)
    },
  } as unknown as Cmdlet<Site>
}

async function unknownParameter(bound: object, table: ParameterTable, site: Site): Promise<string | null> {
  const limited = Object.keys(bound).filter((name) => (table[name] as Versioned | undefined)?.versions)
  if (limited.length === 0) return null
  const version = await shellVersion(site)
  return limited.find((name) => version && !(table[name] as Versioned).versions?.includes(version)) ?? null
}

function namedParameterNotFound(name: string): Result<never> {
  return refuse(
    'InvalidArgument',
    'NamedParameterNotFound',
    `A parameter cannot be found that matches parameter name '${name}'.`,
    { target: name, recommendedAction: 'This version of Exchange does not have it.' },
  )
}
