import type { NextHop, SmtpReply } from '../mail'
import { type Candidate, chooseSendConnector, type Outward } from './choose-connector'
import { databaseHop } from './database-hop'
import { type RoutingTable, sameName } from './routing-table'
import { siteHop } from './site-hop'

/** Whom a message is to reach, once it is resolved. */
export type Destination =
  | { readonly kind: 'mailbox'; readonly database: string }
  | { readonly kind: 'address'; readonly type: string; readonly domain: string }
  /** A group that only this server may expand (ExpansionServer). */
  | { readonly kind: 'server'; readonly server: string }

/** What routing says of a recipient. */
export type Route =
  | {
      readonly kind: 'hop'
      readonly hop: NextHop
      /** The sites on the way, the one that the hop leads to last; empty within this one. */
      readonly path: readonly string[]
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reply: SmtpReply }

const noConnector = 'A matching connector cannot be found to route the external recipient'
const noServer = 'There is currently no route to the expansion server'

const tooLarge: Route = {
  kind: 'failed',
  reply: {
    code: 550,
    status: '5.3.4',
    text: 'ROUTING.SizeLimit; message size exceeds fixed maximum size for route',
  },
}

const unknownType: Route = {
  kind: 'failed',
  reply: {
    code: 550,
    status: '5.4.4',
    text: 'ROUTING.NoConnectorForAddressType; unable to route for address type',
  },
}

/** The next hop of a recipient. Recipients of one hop share a queue. @param size bytes */
export function routeTo(table: RoutingTable, destination: Destination, size: number): Route {
  switch (destination.kind) {
    case 'mailbox':
      return withinSize(table, databaseHop(table, destination.database), size)
    case 'server':
      return withinSize(table, toServer(table, destination.server), size)
    case 'address':
      return outside(table, { ...destination, size })
  }
}

/** A link between sites may take less than the message is. */
function withinSize(table: RoutingTable, route: Route, size: number): Route {
  const last = route.kind === 'hop' ? route.path.at(-1) : undefined
  const limit = table.sites.find(({ name }) => name === last)?.way?.maxMessageSize ?? null
  return limit !== null && size > limit ? tooLarge : route
}

function toServer(table: RoutingTable, name: string): Route {
  const server = table.servers.find((one) => sameName(one.name, name))
  if (!server) return { kind: 'unreachable', reason: noServer }
  if (!sameName(server.site, table.site)) return siteHop(table, server.site) ?? unreachable(noServer)
  const deliveryType = table.version === '2010' ? 'SmtpRelayWithinAdSite' : 'SmtpRelayToServers'
  return internal({ deliveryType, nextHopDomain: server.fqdn })
}

function outside(table: RoutingTable, asked: Outward): Route {
  const chosen = chooseSendConnector(table, asked)
  if (chosen === 'tooLarge') return tooLarge
  if (chosen === 'none') return asked.type.toUpperCase() === 'SMTP' ? unreachable(noConnector) : unknownType
  return chosen.distance === 0 ? byConnector(chosen, asked.domain) : toConnector(table, chosen)
}

const unreachable = (reason: string): Route => ({ kind: 'unreachable', reason })

function internal(hop: Pick<NextHop, 'deliveryType' | 'nextHopDomain'> & { connector?: string }): Route {
  return {
    kind: 'hop',
    hop: { kind: 'Delivery', nextHopCategory: 'Internal', connector: '', ...hop },
    path: [],
  }
}

/** This server is one of the connector's own. */
function byConnector({ connector }: Candidate, domain: string): Route {
  const external = { kind: 'Delivery', nextHopCategory: 'External', connector: connector.name } as const
  if (connector.kind !== 'SMTP') {
    const deliveryType = connector.kind === 'Foreign' ? 'NonSmtpGatewayDelivery' : 'DeliveryAgent'
    return { kind: 'hop', hop: { ...external, deliveryType, nextHopDomain: connector.name }, path: [] }
  }
  const hop: NextHop =
    connector.smartHosts.length > 0
      ? {
          ...external,
          deliveryType: 'SmartHostConnectorDelivery',
          nextHopDomain: connector.smartHosts.join(','),
        }
      : { ...external, deliveryType: 'DnsConnectorDelivery', nextHopDomain: domain.toLowerCase() }
  return { kind: 'hop', hop, path: [] }
}

/** The connector starts at other servers, or at an Edge server: there first. */
function toConnector(table: RoutingTable, { connector, distance, site }: Candidate): Route {
  const { name, edgeSite } = connector
  if (distance === 2) {
    const way = siteHop(table, site)
    if (!way) return unreachable(noConnector)
    const direct = way.path.length === 1 || !way.throughHub
    return table.version !== '2010' && edgeSite === null && direct
      ? {
          ...way,
          hop: { ...way.hop, deliveryType: 'SmtpRelayToConnectorSourceServers', nextHopDomain: name },
        }
      : way
  }
  if (edgeSite !== null)
    return internal({ deliveryType: 'SmtpRelayWithinAdSiteToEdge', nextHopDomain: name, connector: name })
  const deliveryType =
    table.version === '2010' ? 'SmtpRelayWithinAdSite' : 'SmtpRelayToConnectorSourceServers'
  return internal({ deliveryType, nextHopDomain: name })
}
