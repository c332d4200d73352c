import { type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import { isWithin } from './names'
import { type NeighborSettings, neighbor } from './neighbors/neighbor'
import { type ProxyConfiguration, proxyConfiguration, proxyName } from './reverse-proxy'
import { type Router, router, routerName } from './router'
import { type Zone, type ZoneRecord, zone } from './zone'

/** What the site keeps of its network, read once. */
export interface World {
  readonly description: SiteDescription | null
  readonly servers: readonly Stored<Server>[]
  /** As they are kept, of both views. */
  readonly zones: readonly Zone[]
  readonly router: Router | null
  readonly proxy: ProxyConfiguration | null
  /** What was set of other organizations' mail servers; see `neighborsNow`. */
  readonly neighbors?: readonly Stored<Partial<NeighborSettings>>[]
}

export async function readWorld({ store }: Site): Promise<World> {
  const [description, servers, zones, theRouter, proxy, neighbors] = await Promise.all([
    store.find(siteDescription, 'Site'),
    store.list(server),
    store.list(zone),
    store.find(router, routerName),
    store.find(proxyConfiguration, proxyName),
    store.list(neighbor),
  ])
  return {
    description: description?.properties ?? null,
    servers,
    zones: zones.map(({ properties }) => properties),
    router: theRouter?.properties ?? null,
    proxy: proxy?.properties ?? null,
    neighbors,
  }
}

/**
 * The zones of the DNS server inside. Servers that are joined to the domain register their own address in its
 * zone (secure dynamic update), so theirs is always current.
 */
export function insideZones({ description, servers, zones }: World): readonly Zone[] {
  const inside = zones.filter(({ view }) => view === 'inside')
  if (!description) return inside
  const registered = servers
    .filter(({ properties }) => properties.joined || properties.role === 'essentials')
    .map(
      ({ name, properties }): ZoneRecord => ({
        id: `host-${name}`,
        name: name.toLowerCase(),
        type: 'A',
        ttl: 1200,
        data: properties.address,
      }),
    )
  return inside.map((one) => {
    if (one.domain !== description.localDomain.toLowerCase()) return one
    const taken = new Set(one.records.map(({ name, type }) => `${name} ${type}`))
    return {
      ...one,
      records: [...one.records, ...registered.filter(({ name }) => !taken.has(`${name} A`))],
    }
  })
}

/** The zone at the domain name provider that a name is kept in. */
export function providerZone({ zones }: Pick<World, 'zones'>, name: string): Zone | null {
  return zones.find(({ view, domain }) => view === 'internet' && isWithin(name, domain)) ?? null
}

export function serverOf({ servers }: Pick<World, 'servers'>, role: Server['role']): Stored<Server> | null {
  return servers.find(({ properties }) => properties.role === role) ?? null
}
