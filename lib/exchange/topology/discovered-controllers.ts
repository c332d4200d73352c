import type { Server } from '@/lib/essentials'
import type { Stored } from '../store'
import { type SitesAndSubnets, siteOfComputer } from './site-membership'

/** What an Exchange server found out about a domain controller: the columns of event 2080 (KB 316300). */
export interface DiscoveredController {
  /** essentials.contoso.local */
  readonly name: string
  readonly site: string
  readonly enabled: boolean
  /** Of three: it is met as a global catalog (1), as a domain controller (2), as the configuration's (4). */
  readonly reachability: number
  readonly synchronized: number
  readonly globalCatalog: boolean
  readonly sacl: boolean
  readonly criticalData: boolean
  readonly netlogon: number
  readonly osVersion: boolean
}

const all = 7

function runs({ services }: Server, service: string): boolean {
  return services[service]?.state !== 'Stopped'
}

/** The domain controllers as a computer of the domain meets them now; from outside the domain it meets none. */
export function discoverControllers(
  computers: readonly Stored<Server>[],
  { from, where, forest }: { from: Server | null; where: SitesAndSubnets; forest: string },
): readonly DiscoveredController[] {
  return computers
    .filter(({ properties }) => properties.role === 'essentials')
    .map(({ name, properties }) => {
      const met = from?.joined !== false && runs(properties, 'NTDS')
      return {
        name: `${name.toLowerCase()}.${forest}`,
        site: siteOfComputer(properties.address, where),
        enabled: true,
        reachability: met ? all : 0,
        synchronized: met ? all : 0,
        globalCatalog: true,
        sacl: met,
        criticalData: met,
        netlogon: met && runs(properties, 'Netlogon') ? all : 0,
        osVersion: met,
      }
    })
}

/** `CDG 1 7 7 1 0 1 1 7 1`: configuration, domain controller and global catalog, then the columns. */
export function controllerColumns(one: DiscoveredController): string {
  const numbers = [
    ...[Number(one.enabled), one.reachability, one.synchronized, Number(one.globalCatalog)],
    // Servers in the field show a PDC emulator as 0, too, where it is the only domain controller.
    ...[0, Number(one.sacl), Number(one.criticalData), one.netlogon, Number(one.osVersion)],
  ]
  return `CD${one.globalCatalog ? 'G' : '-'} ${numbers.join(' ')}`
}
