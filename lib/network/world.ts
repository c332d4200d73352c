import { type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import {
  type AdSiteLink,
  adSite,
  adSiteLink,
  adSubnet,
  type Site,
  type SitesAndSubnets,
  type Stored,
} from '@/lib/exchange'
import { domainControllerRecords, type RegisteredRecord } from './domain-controller-records'
import { canonicalName, isWithin } from './names'
import { type NeighborSettings, neighbor } from './neighbors/neighbor'
import { type ProxyConfiguration, proxyConfiguration, proxyName } from './reverse-proxy'
import { type Router, router, routerName } from './router'
import { relativeName, type Zone, type ZoneRecord, zone } from './zone'

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
  /** Its sites and what leads from one to another; absent, there is the first one alone. */
  readonly activeDirectory?: SitesAndSubnets & { readonly siteLinks: readonly Stored<AdSiteLink>[] }
}

export async function readWorld({ store }: Site): Promise<World> {
  const [description, servers, zones, theRouter, proxy, neighbors, directory] = await Promise.all([
    store.find(siteDescription, 'Site'),
    store.list(server),
    store.list(zone),
    store.find(router, routerName),
    store.find(proxyConfiguration, proxyName),
    store.list(neighbor),
    store.lists([adSite, adSubnet, adSiteLink]),
  ])
  const [sites, subnets, siteLinks] = directory
  return {
    description: description?.properties ?? null,
    servers,
    zones: zones.map(({ properties }) => properties),
    router: theRouter?.properties ?? null,
    proxy: proxy?.properties ?? null,
    neighbors,
    activeDirectory: { sites, subnets, siteLinks },
  }
}

/**
 * The zones of the DNS server inside. Servers that are joined to the domain register their own address in its
 * zone (secure dynamic update), and its domain controller what leads to it, so theirs is always current.
 */
export function insideZones(world: World): readonly Zone[] {
  const { description, zones } = world
  const inside = zones.filter(({ view }) => view === 'inside')
  if (!description) return inside
  const hosts = hostRecords(world)
  const services = byClosestZone(inside, domainControllerRecords(world))
  return inside.map((one) => {
    const local = one.domain === description.localDomain.toLowerCase()
    const taken = new Set(one.records.map(({ name, type }) => `${name} ${type}`))
    const registered = [
      ...(local ? hosts : []).filter(({ name }) => !taken.has(`${name} A`)),
      ...(services.get(one) ?? []).map(inZone(one)),
    ]
    return registered.length === 0 ? one : { ...one, records: [...one.records, ...registered] }
  })
}

function hostRecords({ servers }: World): readonly ZoneRecord[] {
  return servers
    .filter(({ properties }) => properties.joined || properties.role === 'essentials')
    .map(({ name, properties }) => ({
      id: `host-${name}`,
      name: name.toLowerCase(),
      type: 'A',
      ttl: 1200,
      data: properties.address,
    }))
}

/** A dynamic update goes to the zone that the name is in: `_msdcs.contoso.local` where there is one. */
function byClosestZone(
  zones: readonly Zone[],
  records: readonly RegisteredRecord[],
): ReadonlyMap<Zone, readonly RegisteredRecord[]> {
  const byDomain = new Map(zones.map((one) => [canonicalName(one.domain), one]))
  const registered = new Map(zones.map((one): [Zone, RegisteredRecord[]] => [one, []]))
  for (const record of records) {
    const closest = encloserOf(record.owner, byDomain)
    if (closest) registered.get(closest)?.push(record)
  }
  return registered
}

/** Name by name upwards: as many questions as the name has labels, however many zones there are. */
function encloserOf(owner: string, zones: ReadonlyMap<string, Zone>): Zone | null {
  const labels = owner.split('.')
  for (let above = 0; above < labels.length; above += 1) {
    const found = zones.get(labels.slice(above).join('.'))
    if (found) return found
  }
  return null
}

function inZone({ domain }: Zone) {
  return ({ owner, ...record }: RegisteredRecord): ZoneRecord => ({
    ...record,
    id: `${record.type}-${owner}`,
    name: relativeName(owner, domain),
  })
}

/** The zone at the domain name provider that a name is kept in. */
export function providerZone({ zones }: Pick<World, 'zones'>, name: string): Zone | null {
  return zones.find(({ view, domain }) => view === 'internet' && isWithin(name, domain)) ?? null
}

export function serverOf({ servers }: Pick<World, 'servers'>, role: Server['role']): Stored<Server> | null {
  return servers.find(({ properties }) => properties.role === role) ?? null
}
