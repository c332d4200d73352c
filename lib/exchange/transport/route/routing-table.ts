import { routingGroup } from '../../organization/other-connectors'
import type { ExchangeVersion } from '../../topology/exchange-version'
import { hasTransport } from '../transport-servers'
import { leastCostPaths, type SiteLink, type SitePath } from './least-cost'
import { type RoutedConnector, routedConnectors } from './routed-connectors'
import { linksOf, type RoutingObjects, sitesOf } from './routing-objects'

export interface RoutedServer {
  readonly name: string
  readonly fqdn: string
  readonly version: ExchangeVersion
  readonly site: string
  /** Whether mail goes through it; a Mailbox server of 2010 alone has no transport. */
  readonly transport: boolean
}

export interface RoutedSite {
  readonly name: string
  readonly hub: boolean
  /** From the server that the table is of; null where no link leads there. */
  readonly way: Omit<SitePath, 'site'> | null
}

export interface RoutedDatabase {
  readonly name: string
  readonly server: string
  /** The availability group that its server is a member of. */
  readonly group: string | null
}

/** Where Exchange 2003 sees the servers: since 2007 all are in one routing group, which nothing else is routed by. */
export interface RoutedGroup {
  readonly name: string
  readonly administrativeGroup: string
  readonly servers: readonly string[]
  /** To the routing groups of Exchange 2003. */
  readonly connectors: readonly string[]
}

/** How one server sees the way to everywhere: plain data, kept as a snapshot and compared with the next one. */
export interface RoutingTable {
  readonly server: string
  readonly site: string
  readonly version: ExchangeVersion
  readonly sites: readonly RoutedSite[]
  readonly links: readonly SiteLink[]
  readonly routingGroups: readonly RoutedGroup[]
  readonly servers: readonly RoutedServer[]
  readonly databases: readonly RoutedDatabase[]
  readonly groups: readonly { readonly name: string; readonly servers: readonly string[] }[]
  readonly connectors: readonly RoutedConnector[]
  readonly domains: readonly { readonly domain: string; readonly type: string }[]
}

/** What counts for the delivery between servers: all of 2013 and later understand each other. */
export function generation(version: ExchangeVersion): 14 | 15 {
  return version === '2010' ? 14 : 15
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The routing table of a server, of the site's objects. Lists are by name, so that equal tables are equal texts. */
export function routingTable(objects: RoutingObjects, server: string): RoutingTable {
  const servers = serversOf(objects)
  const local = servers.find(({ name }) => sameName(name, server))
  const site = objects.siteOfServer(server)
  const links = byName(siteLinks(objects))
  const paths = leastCostPaths(site, links)
  return {
    server: local?.name ?? server,
    site,
    version: local?.version ?? '2016',
    sites: byName(sitesOf(objects)).map((one) => ({ ...one, way: wayTo(paths.get(one.name)) })),
    links,
    routingGroups: routingGroups(servers, objects),
    servers: byName(servers),
    databases: byName(databasesOf(objects)),
    groups: byName(objects.groups).map(({ name, properties }) => ({ name, servers: properties.servers })),
    connectors: byName(routedConnectors(objects)),
    domains: byName(objects.domains).map(({ properties }) => ({
      domain: properties.domainName,
      type: properties.domainType,
    })),
  }
}

function serversOf({ servers, siteOfServer }: RoutingObjects): readonly RoutedServer[] {
  return servers
    .filter(({ properties }) => properties.roles.length > 0)
    .map(({ name, properties }) => ({
      name,
      fqdn: properties.fqdn,
      version: properties.version,
      site: siteOfServer(name),
      transport: hasTransport(properties),
    }))
}

function routingGroups(
  servers: readonly RoutedServer[],
  { groupConnectors }: RoutingObjects,
): readonly RoutedGroup[] {
  const [administrativeGroup = '', name = ''] = routingGroup.split('\\')
  return [
    {
      name,
      administrativeGroup,
      servers: byName(servers).map((one) => one.name),
      connectors: byName(groupConnectors).map((one) => one.name),
    },
  ]
}

function siteLinks(objects: RoutingObjects): readonly SiteLink[] {
  return linksOf(objects).map(({ name, properties }) => ({
    name,
    sites: properties.sites,
    cost: properties.exchangeCost ?? properties.adCost,
    maxMessageSize: properties.maxMessageSize,
  }))
}

function wayTo(path: SitePath | undefined): RoutedSite['way'] {
  if (!path) return null
  const { site: _, ...way } = path
  return way
}

function databasesOf({ databases, groups }: RoutingObjects): readonly RoutedDatabase[] {
  return databases
    .filter(({ properties }) => !properties.recovery)
    .map(({ name, properties: { server } }) => ({
      name,
      server,
      group:
        groups.find(({ properties }) => properties.servers.some((one) => sameName(one, server)))?.name ??
        null,
    }))
}

function byName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return list.toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
}
