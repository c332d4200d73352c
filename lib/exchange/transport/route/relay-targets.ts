import type { NextHop } from '../mail'
import { generation, type RoutedServer, type RoutingTable, sameName } from './routing-table'

/**
 * The servers of the organization that a relay hop leads to, in the order in which they are tried: each list is
 * shared out evenly among its servers. The first is where the mail is meant to go; the others are the sites on the
 * way back, nearest to it first, so that mail waits as near to its destination as it gets (queue at point of
 * failure). Empty for hops that lead to no server of ours.
 */
export function relayTargets(table: RoutingTable, hop: NextHop): readonly (readonly RoutedServer[])[] {
  const meant = meantServers(table, hop).filter(
    ({ name, transport }) => transport && !sameName(name, table.server),
  )
  const way = wayTo(table, meant)
  const back = way.slice(0, -1).toReversed()
  return [meant, ...back.map((site) => transportIn(table, site))].filter((group) => group.length > 0)
}

function meantServers(table: RoutingTable, hop: NextHop): readonly RoutedServer[] {
  const { nextHopDomain } = hop
  switch (hop.deliveryType) {
    case 'SmtpRelayToRemoteAdSite':
    case 'SmtpRelayToRemoteActiveDirectorySite':
      return transportIn(table, nextHopDomain)
    case 'SmtpRelayToMailboxDeliveryGroup':
      return ofDeliveryGroup(table, nextHopDomain)
    case 'SmtpRelayToDag':
      return table.servers.filter(({ name }) => membersOf(table, nextHopDomain).includes(name.toLowerCase()))
    case 'SmtpRelayToConnectorSourceServers':
    case 'SmtpRelayToServers':
    case 'SmtpRelayWithinAdSite':
      return namedServers(table, nextHopDomain)
    default:
      return []
  }
}

/** A version of this site, a connector's source servers, or servers by their names. */
function namedServers(table: RoutingTable, meant: string): readonly RoutedServer[] {
  const version = /^hub version (\d+)$/i.exec(meant)?.[1]
  if (version !== undefined) return ofDeliveryGroup(table, `site:${table.site};version:${version}`)
  const sources = table.connectors.find(({ name }) => sameName(name, meant))?.sources ?? []
  return table.servers.filter(
    ({ name, fqdn }) => sameName(fqdn, meant) || sources.some((one) => sameName(one, name)),
  )
}

function ofDeliveryGroup(table: RoutingTable, text: string): readonly RoutedServer[] {
  const [, site = '', version] = /^site:(.*);version:(\d+)$/i.exec(text) ?? []
  return transportIn(table, site).filter((one) => String(generation(one.version)) === version)
}

function transportIn({ servers }: RoutingTable, site: string): readonly RoutedServer[] {
  return servers.filter((one) => one.transport && sameName(one.site, site))
}

function membersOf({ groups }: RoutingTable, name: string): readonly string[] {
  const group = groups.find((one) => sameName(one.name, name))
  return group?.servers.map((one) => one.toLowerCase()) ?? []
}

function wayTo(table: RoutingTable, [first]: readonly RoutedServer[]): readonly string[] {
  return (first && table.sites.find(({ name }) => sameName(name, first.site))?.way?.path) ?? []
}
