import type { Cmdlet, ParameterTable } from '@/lib/shell'
import type { Site } from '../store'
import type { ExchangeVersion } from '../topology/exchange-version'

interface Versioned {
  readonly versions?: readonly ExchangeVersion[]
}

type ByVersion = Map<ExchangeVersion | null, Cmdlet<Site> | null>

const known = new WeakMap<Cmdlet<Site>, ByVersion>()

/**
 * A cmdlet as a version's Exchange Management Shell has it: without the parameters that the version lacks, null where
 * it lacks the whole cmdlet. The same object each time. Cmdlets of Windows and of the network are the same everywhere.
 * @param version of `shellVersion`; null without any Exchange Management Shell
 */
export function cmdletOn(cmdlet: Cmdlet<Site>, version: ExchangeVersion | null): Cmdlet<Site> | null {
  const { versions } = cmdlet as Versioned
  if (!versions) return cmdlet
  const made: ByVersion = known.get(cmdlet) ?? new Map()
  known.set(cmdlet, made)
  const there = made.get(version)
  if (there !== undefined) return there
  const found = version && versions.includes(version) ? withParametersOf(cmdlet, version) : null
  made.set(version, found)
  return found
}

function withParametersOf(cmdlet: Cmdlet<Site>, version: ExchangeVersion): Cmdlet<Site> {
  const has = ({ versions }: Versioned) => versions?.includes(version) ?? true
  const parameters: ParameterTable = Object.fromEntries(
    Object.entries(cmdlet.parameters).filter(([, one]) => has(one as Versioned)),
  )
  return { ...cmdlet, parameters }
}
