import {
  type DeliveryType,
  type ExchangeVersion,
  type ForeignConnector,
  foreignConnector,
  inBraces,
  noDropDirectory,
  type QueueTimers,
  queueTimers,
  readTransportSettings,
} from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import type { Claimed } from '../claim'
import { giveBackThese } from '../give-back'
import { inBatches } from '../in-batches'
import { transactDurably } from '../pool'
import { withMessages } from '../with-messages'
import type { Transport, Worker } from '../worker'
import { type DropDirectory, openDropDirectory } from './drop-directory'
import { dropEvent } from './drop-events'
import { type Dropped, dropFile } from './drop-file'
import { type DueQueue, dueQueues } from './due-queues'
import { keepDropped } from './keep-dropped'
import { retryLater } from './retry-later'

const types: readonly DeliveryType[] = ['NonSmtpGatewayDelivery']
const batchSize = 20

/** A Foreign connector at work on one server. */
interface Gateway {
  readonly connector: string
  readonly properties: ForeignConnector
  readonly version: ExchangeVersion
  readonly timers: QueueTimers
}

/**
 * Leaves what waits for Foreign connectors in their Drop directories.
 * @param place the data folder
 */
export function foreignDeliveryWith(place: () => string | undefined): Worker {
  return {
    name: 'foreign delivery',
    async work(transport) {
      const { servers } = await knownRouting(transport.site())
      let more = false
      for (const queue of await dueQueues(transport.pool, types, transport.now())) {
        if (transport.stopping.aborted) return null
        if (servers.has(queue.server)) more = (await workOn(transport, queue, place())) || more
      }
      return more
    },
  }
}

export const foreignDelivery = foreignDeliveryWith(() => process.env.DATA_DIR)

const gone = { lastError: '451 4.4.0 The Foreign connector is disabled or gone', source: 'ROUTING' } as const

/** @returns whether there is more in the queue */
async function workOn(transport: Transport, queue: DueQueue, place: string | undefined): Promise<boolean> {
  const gateway = await gatewayOf(transport, queue)
  if (!gateway) return ended(retryLater({ transport, queue }, null, gone))
  const folder = await openDropDirectory(place, queue.server, gateway.properties)
  if (!folder) return ended(cannotLeave(transport, queue, gateway, noDropDirectory))
  return withMessages(transport, { queueId: queue.id, most: batchSize, durably: true }, (taken) =>
    leaveAll(transport, { queue, gateway, folder }, taken),
  )
}

const ended = async (work: Promise<void>): Promise<false> => {
  await work
  return false
}

async function gatewayOf({ site }: Transport, queue: DueQueue): Promise<Gateway | null> {
  const [settings, connector] = await Promise.all([
    readTransportSettings(site(), queue.server),
    site().store.find(foreignConnector, queue.connector),
  ])
  if (!connector?.properties.enabled) return null
  const { name, properties } = connector
  return { connector: name, properties, version: settings.version, timers: queueTimers(settings) }
}

/** The queue goes into Retry, and the Application log says why when that begins. */
async function cannotLeave(
  transport: Transport,
  queue: DueQueue,
  gateway: Gateway,
  said: string,
  held: readonly Claimed[] = [],
): Promise<void> {
  const at = transport.now()
  const lastError = inBraces(gateway.version, said, at, { FQDN: gateway.connector })
  await retryLater({ transport, queue }, gateway, { lastError, said, source: 'GATEWAY', held })
  if (queue.failures === 0) await dropEvent(transport, queue.server, gateway, said)
}

interface At {
  readonly queue: DueQueue
  readonly gateway: Gateway
  readonly folder: DropDirectory
}

/** @returns whether there is more in the queue */
async function leaveAll(transport: Transport, at: At, taken: readonly Claimed[]): Promise<boolean> {
  const { queue, gateway, folder } = at
  try {
    const { left, said } = await leaveFiles(transport, folder, taken)
    await keepAll(transport, at, left)
    if (said === null) return taken.length > 0
    const held = taken.slice(left.length)
    // What could be left ended the Retry that the queue was in.
    await cannotLeave(transport, left.length > 0 ? { ...queue, failures: 0 } : queue, gateway, said, held)
    await giveBackThese(transport, held)
    return false
  } catch (thrown) {
    await giveBackThese(transport, taken)
    throw thrown
  }
}

async function keepAll(
  transport: Transport,
  { queue, gateway }: At,
  left: readonly Dropped[],
): Promise<void> {
  if (left.length === 0) return
  const connector = { name: gateway.connector, relayDsnRequired: gateway.properties.relayDsnRequired }
  const names = new Map(left.map(({ item, name }) => [item, name]))
  await inBatches(transport, queue.server, [...names.keys()], (items) =>
    transactDurably(transport.pool, (on) =>
      keepDropped(
        on,
        transport,
        { queue, connector },
        items.map((item) => ({ item, name: names.get(item) ?? '' })),
      ),
    ),
  )
  transport.wake()
}

/** @returns those that lie there now, and why the others do not */
async function leaveFiles(
  { pool }: Transport,
  folder: DropDirectory,
  taken: readonly Claimed[],
): Promise<{ readonly left: readonly Dropped[]; readonly said: string | null }> {
  const left: Dropped[] = []
  for (const item of taken) {
    const { name, content } = await dropFile(pool, item)
    const said = await folder.leave(name, content, item.crashes > 0)
    if (said !== null) return { left, said }
    left.push({ item, name })
  }
  return { left, said: null }
}
