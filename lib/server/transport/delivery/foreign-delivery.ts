import {
  type DeliveryType,
  type ExchangeVersion,
  type ForeignConnector,
  foreignConnector,
  inBraces,
  type QueueTimers,
  queueTimers,
  readTransportSettings,
} from '@/lib/exchange'
import { setAside } from '../categorizer/categorizer-trouble'
import { knownRouting } from '../categorizer/known-routing'
import type { Claimed } from '../claim'
import { giveBackThese } from '../give-back'
import { inBatches } from '../in-batches'
import { transactDurably } from '../pool'
import { withMessages } from '../with-messages'
import type { Transport, Worker } from '../worker'
import { type DropDirectory, type OpenDropDirectory, openDropDirectories } from './drop-directory'
import { dropEvent } from './drop-events'
import { type Dropped, leaveFiles } from './drop-file'
import { dropSizes } from './drop-sizes'
import type { DropTrouble } from './drop-trouble'
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
  const open = openDropDirectories(place, dropSizes())
  return {
    name: 'foreign delivery',
    async work(transport) {
      const { servers } = await knownRouting(transport.site())
      let more = false
      for (const queue of await dueQueues(transport.pool, types, transport.now())) {
        if (transport.stopping.aborted) return null
        if (servers.has(queue.server)) more = (await workOn(transport, queue, open)) || more
      }
      return more
    },
  }
}

export const foreignDelivery = foreignDeliveryWith(() => process.env.DATA_DIR)

const gone = { lastError: '451 4.4.0 The Foreign connector is disabled or gone', source: 'ROUTING' } as const

/** @returns whether there is more in the queue */
async function workOn(transport: Transport, queue: DueQueue, open: OpenDropDirectory): Promise<boolean> {
  const gateway = await gatewayOf(transport, queue)
  if (!gateway) return ended(retryLater({ transport, queue }, null, gone))
  const folder = await open(queue.server, gateway.properties)
  if ('said' in folder) return ended(cannotLeave(transport, queue, gateway, folder))
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
  trouble: DropTrouble,
  held: readonly Claimed[] = [],
): Promise<void> {
  const at = transport.now()
  const { said } = trouble
  const lastError = inBraces(gateway.version, said, at, { FQDN: gateway.connector })
  await retryLater({ transport, queue }, gateway, { lastError, said, source: 'GATEWAY', held })
  if (queue.failures === 0) await dropEvent(transport, queue.server, gateway, trouble)
}

interface At {
  readonly queue: DueQueue
  readonly gateway: Gateway
  readonly folder: DropDirectory
}

/** @returns whether there is more in the queue */
async function leaveAll(transport: Transport, at: At, taken: readonly Claimed[]): Promise<boolean> {
  const { queue, gateway } = at
  try {
    const { left, end } = await leaveFiles(transport.pool, at.folder, taken)
    // Before all else: what lies there and is still in the queue would be left once more.
    await keepAll(transport, at, left)
    if (!end) return taken.length > 0
    const held = taken.slice(left.length)
    // What could be left ended the Retry that the queue was in.
    const since = left.length > 0 ? { ...queue, failures: 0 } : queue
    if ('said' in end) await cannotLeave(transport, since, gateway, end, held)
    else await setAside(transport, queue.server, end.item, end.thrown)
    await giveBackThese(transport, held)
    return !('said' in end)
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
