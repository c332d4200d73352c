import { trackedEvent } from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import type { Claimed } from '../claim'
import { type Queryable, transact } from '../pool'
import { writeSiteEvent } from '../site-events'
import { writeTracking } from '../tracking-rows'
import type { Transport, Worker } from '../worker'

const batchSize = 200

interface Loading {
  /** The last message there was when the service started. */
  readonly last: bigint
  /** The last one that was written down. */
  at: bigint
}

/**
 * Writes down what a transport service finds in its queue database when it starts (LOAD): with its process, or when
 * somebody starts the service again.
 */
export function queueLoadingWorker(): Worker {
  const known = new WeakMap<Transport, Map<string, Loading>>()
  return {
    name: 'queue loading',
    unhurried: true,
    async work(transport) {
      const started = known.get(transport) ?? new Map<string, Loading>()
      known.set(transport, started)
      const running = (await knownRouting(transport.site())).servers
      for (const server of started.keys()) if (!running.has(server)) started.delete(server)
      let more = false
      for (const server of running.keys()) {
        const loading = started.get(server) ?? (await begin(transport, server))
        started.set(server, loading)
        more = (await load(transport, server, loading)) || more
      }
      return more || null
    },
  }
}

export const queueLoading = queueLoadingWorker()

async function begin(transport: Transport, server: string): Promise<Loading> {
  return transact(transport.pool, async (on) => {
    const { rows } = await on.query<{ last: bigint | null }>(
      `select max("id") as "last" from "MailDelivery" where "queueId" in (${queues})`,
      [server],
    )
    await writeSiteEvent(on, {
      ...{ at: transport.now(), server, source: 'Service Control Manager', category: 'None', eventId: 7036 },
      ...{
        level: 'Information',
        message: 'The Microsoft Exchange Transport service entered the running state.',
      },
    })
    return { last: rows[0]?.last ?? 0n, at: 0n }
  })
}

/** @returns whether there is more */
async function load(transport: Transport, server: string, loading: Loading): Promise<boolean> {
  if (loading.at >= loading.last) return false
  const found = await transact(transport.pool, (on) => writeDown(on, transport, server, loading))
  loading.at = found.at(-1)?.id ?? loading.last
  return loading.at < loading.last
}

async function writeDown(on: Queryable, { now }: Transport, server: string, { at, last }: Loading) {
  const { rows } = await on.query<Claimed & { readonly queue: string }>(waiting, [
    server,
    at,
    last,
    batchSize,
  ])
  await writeTracking(
    on,
    rows.map((item) =>
      trackedEvent(
        { ...item, internalMessageId: item.itemId },
        {
          ...{ at: now(), server, eventId: 'LOAD', source: 'BOOTLOADER', sourceContext: item.queue },
          recipients: item.recipients.map(({ address }) => address).filter((one) => typeof one === 'string'),
        },
      ),
    ),
  )
  return rows
}

const queues = 'select "id" from "MailQueue" where "server" = $1'

const waiting = `
  select delivery."id", delivery."itemId", delivery."recipients", queue."nextHopDomain" as "queue",
    item."networkMessageId", item."messageId", item."server", item."sender", item."subject", item."size",
    item."origin", item."receivedAt"
  from "MailDelivery" as delivery
    join "MailQueue" as queue on queue."id" = delivery."queueId"
    join "MailItem" as item on item."id" = delivery."itemId"
  where queue."server" = $1 and delivery."id" > $2 and delivery."id" <= $3
  order by delivery."id" limit $4`
