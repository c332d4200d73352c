import {
  type DeliveryType,
  deliveryAgentConnector,
  inBraces,
  queueTimers,
  readTransportSettings,
} from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import type { Transport, Worker } from '../worker'
import { type DueQueue, dueQueues } from './due-queues'
import { retryLater } from './retry-later'

const types: readonly DeliveryType[] = ['DeliveryAgent']

/**
 * Says why nothing is delivered by Delivery Agent connectors: the agent, which speaks to the other system, is a program
 * that its maker installs, and the servers of this site have none.
 */
export const agentDelivery: Worker = {
  name: 'delivery agents',
  async work(transport) {
    const { servers } = await knownRouting(transport.site())
    for (const queue of await dueQueues(transport.pool, types, transport.now())) {
      if (transport.stopping.aborted) return null
      if (servers.has(queue.server)) await wait(transport, queue)
    }
    return null
  },
}

async function wait(transport: Transport, queue: DueQueue): Promise<void> {
  const site = transport.site()
  const [settings, connector] = await Promise.all([
    readTransportSettings(site, queue.server),
    site.store.find(deliveryAgentConnector, queue.connector),
  ])
  const isThere = connector?.properties.enabled === true
  const said = isThere
    ? `451 4.4.0 No delivery agent for the protocol '${connector.properties.deliveryProtocol}' is installed on ${queue.server}`
    : '451 4.4.0 The Delivery Agent connector is disabled or gone'
  const lastError = inBraces(settings.version, said, transport.now(), { FQDN: queue.nextHopDomain })
  const plan = { timers: queueTimers(settings), connector: queue.connector }
  await retryLater({ transport, queue }, isThere ? plan : null, { lastError, said, source: 'GATEWAY' })
}
