import { leastCostPaths, type SiteLink } from './least-cost'
import type { RoutedConnector } from './routed-connectors'
import type { RoutedServer, RoutingTable } from './routing-table'

interface Given {
  readonly version?: RoutingTable['version']
  /** `'Main Branch 10'`: two sites and the cost between them. */
  readonly links?: readonly string[]
  readonly hubs?: readonly string[]
  /** `'EXCH02 Branch 2013'`; EXCH01 in Main is there already. */
  readonly servers?: readonly string[]
  /** `'DB2 EXCH02'`; DB1 on EXCH01 is there already. */
  readonly databases?: readonly string[]
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly connectors?: readonly RoutedConnector[]
}

/** A routing table of EXCH01 in the site Main. */
export function tableOf(given: Given = {}): RoutingTable {
  const { version = '2013', links: written = [], hubs = [], groups = {} } = given
  const links = written.map(linkOf)
  const servers = [`EXCH01 Main ${version}`, ...(given.servers ?? [])].map(serverOf)
  const paths = leastCostPaths('Main', links)
  const names = [...new Set(['Main', ...links.flatMap(({ sites }) => sites)])]
  return {
    server: 'EXCH01',
    site: 'Main',
    version,
    sites: names.map((name) => ({ name, hub: hubs.includes(name), way: paths.get(name) ?? null })),
    links,
    routingGroups: [],
    servers,
    databases: ['DB1 EXCH01', ...(given.databases ?? [])].map((text) => {
      const [name = '', server = ''] = text.split(' ')
      const group = Object.entries(groups).find(([, members]) => members.includes(server))?.[0] ?? null
      return { name, server, group }
    }),
    groups: Object.entries(groups).map(([name, members]) => ({ name, servers: members })),
    connectors: given.connectors ?? [],
    domains: [],
  }
}

function linkOf(text: string): SiteLink {
  const [one = '', other = '', cost, size] = text.split(' ')
  return {
    name: `${one}-${other}`,
    sites: [one, other],
    cost: Number(cost),
    maxMessageSize: size === undefined ? null : Number(size),
  }
}

function serverOf(text: string): RoutedServer {
  const [name = '', site = '', version = ''] = text.split(' ')
  return {
    name,
    site,
    version: version as RoutedServer['version'],
    fqdn: `${name.toLowerCase()}.contoso.local`,
    transport: true,
  }
}

export function connectorTo(
  name: string,
  space: string,
  more: Partial<RoutedConnector> & { readonly cost?: number; readonly type?: string } = {},
): RoutedConnector {
  const { cost = 1, type = 'SMTP', ...rest } = more
  return {
    name,
    kind: 'SMTP',
    enabled: true,
    scoped: false,
    spaces: [{ type, space, cost }],
    smartHosts: [],
    maxMessageSize: null,
    sources: ['EXCH01'],
    edgeSite: null,
    ...rest,
  }
}
