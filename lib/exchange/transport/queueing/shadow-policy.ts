import type { NextHop } from '../mail'
import type { TransportSettings } from '../receive/transport-settings'
import { generation, type RoutedServer, type RoutingTable, sameName } from '../route/routing-table'
import { seconds } from '../time-span'

/** How a server keeps copies of messages that another one has in hand, in milliseconds of the site's clock. */
export interface ShadowPolicy {
  /** Whether the copy is kept behind the next hop (2010), or before the message is accepted (since 2013). */
  readonly model: 'behind' | 'before' | 'none'
  readonly heartbeatInterval: number
  /** As long as a primary server may be silent before its messages are resubmitted. */
  readonly resubmitAfter: number
}

/** Shadow redundancy by Get-TransportConfig: 2010 gives up after 12 heartbeats of 15 minutes, later ones after 3 hours. */
export function shadowPolicy({
  version,
  organization,
}: Pick<TransportSettings, 'version' | 'organization'>): ShadowPolicy {
  const span = (name: string, usual: string) => seconds(String(organization[name] ?? usual)) * 1000
  const isOn = organization.ShadowRedundancyEnabled !== false
  if (version === '2010') {
    const heartbeatInterval = span('ShadowHeartbeatTimeoutInterval', '00:15:00')
    const count = Number(organization.ShadowHeartbeatRetryCount ?? 12)
    return { model: isOn ? 'behind' : 'none', heartbeatInterval, resubmitAfter: heartbeatInterval * count }
  }
  return {
    model: isOn ? 'before' : 'none',
    heartbeatInterval: span('ShadowHeartbeatFrequency', '00:02:00'),
    resubmitAfter: span('ShadowResubmitTimeSpan', '03:00:00'),
  }
}

/** The queue of copies of what a server has in hand. @param primary its FQDN */
export function shadowHop(primary: string): NextHop {
  return {
    kind: 'Shadow',
    deliveryType: 'ShadowRedundancy',
    nextHopDomain: primary,
    nextHopCategory: 'Internal',
    connector: '',
  }
}

/**
 * Who may keep a copy of what a server of 2013 or later accepts: the members of its availability group, those of
 * another site first (ShadowMessagePreferenceSetting PreferRemote), or the servers of its site.
 */
export function shadowServers(table: RoutingTable): readonly RoutedServer[] {
  const others = table.servers.filter(
    ({ name, version, transport }) =>
      transport && generation(version) === 15 && !sameName(name, table.server),
  )
  const group = table.groups.find(({ servers }) => servers.some((one) => sameName(one, table.server)))
  if (!group) return others.filter(({ site }) => sameName(site, table.site))
  const members = others.filter(({ name }) => group.servers.some((one) => sameName(one, name)))
  const remote = members.filter(({ site }) => !sameName(site, table.site))
  return remote.length > 0 ? remote : members
}
