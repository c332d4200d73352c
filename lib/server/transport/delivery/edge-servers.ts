import { edgeSubscription, type Site, sendConnector } from '@/lib/exchange'
import type { DueQueue } from './due-queues'

const toEdge = 'SmtpRelayWithinAdSiteToEdge'

/** Whether what waits in a queue goes to an Edge Transport server. */
export const leadsToEdge = ({ deliveryType }: Pick<DueQueue, 'deliveryType'>) => deliveryType === toEdge

/**
 * The FQDNs of the Edge Transport servers that a connector starts at, of those that are subscribed to a site of Active
 * Directory. They are no computers of the domain: where they are DNS alone knows.
 */
export async function edgeServers(
  { store }: Site,
  connector: string,
  adSite: string,
): Promise<readonly string[]> {
  const [found, edges] = await Promise.all([
    store.find(sendConnector, connector),
    store.list(edgeSubscription),
  ])
  const sources =
    found?.properties.sourceTransportServers.map((one) => one.split('.')[0]?.toLowerCase()) ?? []
  return edges
    .filter(({ name, properties }) => {
      return sources.includes(name.toLowerCase()) && properties.site.toLowerCase() === adSite.toLowerCase()
    })
    .map(({ properties }) => properties.fqdn)
}

/** LastError where no Edge Transport server can be looked up. */
export function noEdgeServer(hosts: readonly string[]): string {
  return hosts.length === 0
    ? '451 4.4.0 The Send connector has no Edge Transport server that is subscribed to this site'
    : `451 4.4.0 DNS query failed. The Edge Transport server cannot be found: ${hosts.join(', ')}`
}

/** LastError of an Edge server that does not answer; that of 2010 names nobody. */
export function namingEdge(queue: Pick<DueQueue, 'deliveryType'>, lastError: string, host: string): string {
  return leadsToEdge(queue) && host !== '' && !lastError.includes(host)
    ? `${lastError} The Edge Transport server is ${host}.`
    : lastError
}
