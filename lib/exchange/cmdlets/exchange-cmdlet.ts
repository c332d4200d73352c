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
import { documented } from '../reference'
import type { Site } from '../store'
import { type ExchangeVersion, exchangeVersions, shellVersion } from '../topology/exchange-version'
import { completeParameters, documentedVersions } from './documented-parameters'
import { attachMore } from './more-properties'

interface Versioned {
  readonly versions?: readonly ExchangeVersion[]
}

/** A parameter that only these versions have: to the others it is a name that they do not know. */
export function only<P extends Parameter<unknown>>(versions: readonly ExchangeVersion[], parameter: P): P {
  return { ...parameter, versions }
}

type Definition<P extends ParameterTable> = Omit<Cmdlet<Site, P>, 'exists'> & Versioned

const forAll: ParameterTable = { DomainController: text }
const forChanging: ParameterTable = { ...forAll, Confirm: aliased(switchParameter, 'cf') }

/**
 * A cmdlet of the Exchange Management Shell. It exists where that shell does (see shellVersion), in the
 * `versions` that know it. All take -DomainController, for there is only one; those that change something
 * take -Confirm, and asking is the shell's part. Parameters that the reference has and the definition does
 * not are added, see completeParameters.
 */
export function exchangeCmdlet<const P extends ParameterTable>({
  versions: given,
  ...definition
}: Definition<P>): Cmdlet<Site> {
  const versions = given ?? documentedVersions(definition.name) ?? exchangeVersions
  const common = commonParameters(definition.name, definition.reads ? forAll : forChanging)
  const { parameters, added } = completeParameters(definition.name, { ...common, ...definition.parameters })
  const run = async (bound: Bound<P>, site: Site, line: Command): Promise<Result<Outcome>> => {
    const unknown = await unknownParameter(bound, parameters, site)
    if (unknown) return namedParameterNotFound(unknown)
    const result = await definition.run(attachMore(bound, added), site, line)
    return result.ok && definition.reads ? { ok: true, value: { ...result.value, undo: [] } } : result
  }
  return {
    ...definition,
    versions,
    parameters,
    run,
    exists: async (site: Site) => {
      const version = await shellVersion(site)
      return version !== null && versions.includes(version)
    },
  } as unknown as Cmdlet<Site>
}

/** A few cmdlets have no -DomainController or no -Confirm. */
function commonParameters(cmdlet: string, common: ParameterTable): ParameterTable {
  const facts = documented(cmdlet)
  return facts
    ? Object.fromEntries(Object.entries(common).filter(([name]) => name in facts.parameters))
    : common
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
