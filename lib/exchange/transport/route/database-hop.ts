import type { NextHop } from '../mail'
import type { Route } from './route-to'
import {
  generation,
  type RoutedDatabase,
  type RoutedServer,
  type RoutingTable,
  sameName,
} from './routing-table'
import { siteHop } from './site-hop'

const noRoute: Route = { kind: 'unreachable', reason: 'There is currently no route to the mailbox database' }

const internal = (deliveryType: NextHop['deliveryType'], nextHopDomain: string): Route => ({
  kind: 'hop',
  hop: { kind: 'Delivery', deliveryType, nextHopDomain, nextHopCategory: 'Internal', connector: '' },
  path: [],
})

/**
 * The hop to a mailbox database. A server of 2010 hands mail to every mailbox server of its site by MAPI; since 2013 a
 * server delivers to those of its delivery group, which is its availability group, or its site.
 */
export function databaseHop(table: RoutingTable, name: string): Route {
  const database = table.databases.find((one) => sameName(one.name, name))
  const server = database && table.servers.find((one) => sameName(one.name, database.server))
  if (!database || !server) return noRoute
  const local = generation(table.version)
  const sameSite = sameName(server.site, table.site)
  const alike = generation(server.version) === local
  if (local === 14) return from2010(table, database, server, sameSite && alike)
  if (inOneGroup(table, database) || (sameSite && alike && database.group === null))
    return internal('SmtpDeliveryToMailbox', database.name)
  return database.group !== null && alike
    ? internal('SmtpRelayToDag', database.group)
    : toDeliveryGroup(table, server, sameSite)
}

function inOneGroup({ groups, server }: RoutingTable, { group }: RoutedDatabase): boolean {
  return groups.some(({ name, servers }) => name === group && servers.some((one) => sameName(one, server)))
}

function from2010(table: RoutingTable, database: RoutedDatabase, server: RoutedServer, near: boolean): Route {
  if (near) return internal('MapiDelivery', database.name)
  return sameName(server.site, table.site)
    ? internal('SmtpRelayWithinAdSite', `hub version ${generation(server.version)}`)
    : (siteHop(table, server.site) ?? noRoute)
}

/** Servers of one version in one site: `site:Default-First-Site-Name;version:15`. */
function toDeliveryGroup(table: RoutingTable, { site, version }: RoutedServer, sameSite: boolean): Route {
  const group = internal('SmtpRelayToMailboxDeliveryGroup', `site:${site};version:${generation(version)}`)
  if (sameSite) return group
  const way = siteHop(table, site)
  if (!way) return noRoute
  return way.throughHub || group.kind !== 'hop' ? way : { ...way, hop: group.hop }
}
