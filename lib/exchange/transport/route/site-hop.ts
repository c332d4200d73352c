import type { NextHop } from '../mail'
import { type RoutingTable, sameName } from './routing-table'

/** The hop to another site of Active Directory. */
export interface SiteRoute {
  readonly kind: 'hop'
  readonly hop: NextHop
  readonly path: readonly string[]
  /** Whether it stops at a hub site on the way. */
  readonly throughHub: boolean
}

/**
 * Directly to the site, or to the first hub site on the least-cost path to it.
 * @returns null where no link leads there, or nothing there takes mail
 */
export function siteHop(table: RoutingTable, name: string): SiteRoute | null {
  const way = table.sites.find((one) => sameName(one.name, name))?.way
  const to = way?.path.at(-1)
  if (!way || to === undefined || !takesMail(table, to)) return null
  const hub = way.path.findIndex((site) => site !== to && isHub(table, site))
  const path = hub < 0 ? way.path : way.path.slice(0, hub + 1)
  return { kind: 'hop', hop: hopTo(table, path.at(-1) ?? to), path, throughHub: hub >= 0 }
}

/** Relay to a site by its name. */
export function hopTo({ version }: Pick<RoutingTable, 'version'>, site: string): NextHop {
  return {
    kind: 'Delivery',
    deliveryType: version === '2010' ? 'SmtpRelayToRemoteAdSite' : 'SmtpRelayToRemoteActiveDirectorySite',
    nextHopDomain: site,
    nextHopCategory: 'Internal',
    connector: '',
  }
}

export function takesMail({ servers }: RoutingTable, site: string): boolean {
  return servers.some((one) => one.transport && sameName(one.site, site))
}

function isHub(table: RoutingTable, site: string): boolean {
  return table.sites.some(({ name, hub }) => hub && sameName(name, site)) && takesMail(table, site)
}
