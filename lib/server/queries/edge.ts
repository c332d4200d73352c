import {
  deliveryAgentConnector,
  edgeSubscription,
  foreignConnector,
  mailboxDatabase,
  receiveConnector,
  type Site,
  sendConnector,
  transportServers,
} from '@/lib/exchange'
import { type EdgeMap, edgeMap, readWorld } from '@/lib/network'

/** The edge of the organization as it is now, with what waits in the queues that lead over it. */
export async function siteEdge(site: Site): Promise<EdgeMap> {
  const [world, servers, receive, send, foreign, agents, edges, databases] = await Promise.all([
    readWorld(site),
    transportServers(site),
    site.store.list(receiveConnector),
    site.store.list(sendConnector),
    site.store.list(foreignConnector),
    site.store.list(deliveryAgentConnector),
    site.store.list(edgeSubscription),
    site.store.list(mailboxDatabase),
  ])
  const queues = (await Promise.all(servers.map((server) => site.mail.queues.list(server)))).flat()
  const shown = queues.filter(({ kind }) => kind !== 'Shadow')
  return edgeMap({ world, servers, receive, send, foreign, agents, edges, databases, queues: shown })
}
