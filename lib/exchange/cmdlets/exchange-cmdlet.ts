import {
  aliased,
  type Bound,
  type Cmdlet,
  type Command,
  type Outcome,
  type Parameter,
  type ParameterTable,
  type Result,
  switchParameter,
  text,
} from '@/lib/shell'
import { documented } from '../reference'
import type { Site } from '../store'
import { type ExchangeVersion, exchangeVersions, shellVersion } from '../topology/exchange-version'
import { cmdletOn } from './cmdlet-on'
import { completeParameters, documentedVersions } from './documented-parameters'
import { attachMore } from './more-properties'

interface Versioned {
  readonly versions?: readonly ExchangeVersion[]
}

/** A parameter that only these versions have: to the others it is a name that they do not know. */
export function only<P extends Parameter<unknown>>(versions: readonly ExchangeVersion[], parameter: P): P {
  return { ...parameter, versions }
}

type Definition<P extends ParameterTable> = Omit<Cmdlet<Site, P>, 'exists'> &
  Versioned & {
    /** No cmdlet of Exchange's: its roles do not govern it. */
    readonly ungoverned?: true
  }

/** Loaded when they are asked: groups are another room's, which loads in a circle with this one. */
const roles = () => import('../rbac/allowed-cmdlets')
const oneself = () => import('./rbac/oneself')

const forAll: ParameterTable = { DomainController: text }
const forChanging: ParameterTable = { ...forAll, Confirm: aliased(switchParameter, 'cf') }

/**
 * A cmdlet of the Exchange Management Shell. It exists where that shell does (see shellVersion), in the
 * `versions` that know it, for those who have a role with it. All take -DomainController, for there is only
 * one; those that change something take -Confirm, and asking is the shell's part. Parameters that the reference
 * has and the definition does not are added, see completeParameters.
 */
export function exchangeCmdlet<const P extends ParameterTable>({
  versions: given,
  ungoverned,
  ...definition
}: Definition<P>): Cmdlet<Site> {
  const versions = given ?? documentedVersions(definition.name) ?? exchangeVersions
  const common = commonParameters(definition.name, definition.reads ? forAll : forChanging)
  const { parameters, added } = completeParameters(definition.name, { ...common, ...definition.parameters })
  const run = async (bound: Bound<P>, site: Site, line: Command): Promise<Result<Outcome>> => {
    const own = await (await oneself()).withinOnesOwn(definition.name, bound, parameters, site)
    if (!own.ok) return own
    const result = await definition.run(attachMore(own.value, added), site, line)
    return result.ok && definition.reads ? { ok: true, value: { ...result.value, undo: [] } } : result
  }
  const made = {
    ...definition,
    ...(ungoverned ? { ungoverned } : {}),
    versions,
    parameters,
    run,
    exists: async (site: Site) => {
      const version = await shellVersion(site)
      if (version === null || !versions.includes(version)) return false
      return ungoverned || (await roles()).mayRun(site, definition.name)
    },
    parametersOn: async (site: Site) => cmdletOn(made, await shellVersion(site))?.parameters ?? parameters,
  } as unknown as Cmdlet<Site>
  return made
}

/** A few cmdlets have no -DomainController or no -Confirm. */
function commonParameters(cmdlet: string, common: ParameterTable): ParameterTable {
  const facts = documented(cmdlet)
  return facts
    ? Object.fromEntries(Object.entries(common).filter(([name]) => name in facts.parameters))
    : common
}
