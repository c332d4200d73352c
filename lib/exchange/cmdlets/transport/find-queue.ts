import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site, Stored } from '../../store'
import type { ExchangeServer } from '../../topology/exchange-server'
import { isServer } from '../../topology/server-computer'
import { stableGuid } from '../../topology/stable-guid'
import { type Queue, showQueue } from '../../transport/queue'
import { everything, parseQueueFilter, type Shown } from '../../transport/queue-filter'
import { isMeant, parseQueueIdentity } from '../../transport/queue-identity'
import { requireService, requireTransportServer, transportServers } from '../../transport/transport-servers'

/** Which queues or messages a command is for: one by its identity, or those of a server that match. */
export interface Asked {
  readonly Identity?: string | undefined
  readonly Server?: string | undefined
  readonly Filter?: string | undefined
}

export interface Found<T> {
  readonly item: T
  readonly shown: Shown
}

export const propertiesOfQueues = [
  ...['Identity', 'DeliveryType', 'Status', 'MessageCount', 'Velocity', 'RiskLevel', 'OutboundIPPool'],
  ...['NextHopDomain', 'NextHopCategory', 'NextHopConnector', 'DeferredMessageCount', 'LockedMessageCount'],
  ...['IncomingRate', 'OutgoingRate', 'LastError', 'LastRetryTime', 'NextRetryTime'],
]

/** The server of the queues, with its Transport service running. */
export async function runningServer(
  site: Site,
  name: string | undefined,
): Promise<Result<Stored<ExchangeServer>>> {
  const server = await requireTransportServer(site, name)
  if (!server.ok) return server
  const running = await requireService(
    site,
    server.value,
    'MSExchangeTransport',
    'Microsoft Exchange Transport',
  )
  return running.ok ? server : running
}

export async function knownServer(site: Site): Promise<(name: string) => boolean> {
  const servers = await transportServers(site)
  return (name) => servers.some((one) => isServer(one, name))
}

/** A queue by a number that is not there is refused; a next hop that has no queue just has none. */
export async function findQueues(
  { Identity, Server, Filter }: Asked,
  site: Site,
): Promise<Result<readonly Found<Queue>[]>> {
  const identity = Identity ? parseQueueIdentity(Identity, await knownServer(site)) : {}
  const filter = Filter ? parseQueueFilter(Filter, propertiesOfQueues) : ok(everything)
  if (!filter.ok) return filter
  const server = await runningServer(site, Server ?? identity.server)
  if (!server.ok) return server
  const queues = await site.mail.queues.list(server.value)
  const meant = queues.filter((queue) => isMeant(identity, queue))
  if (meant.length === 0 && identity.key !== undefined && !/^(unreachable|poison)$/i.test(identity.key))
    return notThere(Identity ?? '')
  const found = meant.map((item) => ({ item, shown: showQueue(item, stableGuid(hopOf(item))) }))
  return ok(found.filter(({ shown }) => filter.value.matches(shown)))
}

/** NextHopConnector: queues of one send connector have one. */
function hopOf({ connector, nextHopDomain }: Queue): string {
  return connector ? `connector ${connector.toLowerCase()}` : nextHopDomain
}

export function notThere(identity: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'ObjectNotFound',
    `The requested object with identity ${quoted(identity)} could not be found.`,
    { target: 'Identity', recommendedAction: 'Get-Queue lists the queues that there are.' },
  )
}
