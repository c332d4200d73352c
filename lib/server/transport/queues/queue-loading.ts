import { trackedEvent } from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import type { Claimed } from '../claim'
import { type Queryable, transact } from '../pool'
import { writeSiteEvent } from '../site-events'
import { writeTracking } from '../tracking-rows'
import type { Transport, Worker } from '../worker'

const batchSize = 200

/** One start of a service. */
interface Loading {
  readonly server: string
  /** When somebody started it last; null as long as it runs from the beginning. */
  readonly startedAt: Date | null
  /** Whether it was started while this process ran: other processes see the same start. */
  readonly isShared: boolean
  /** The last message there was then. */
  readonly last: bigint
  /** The last one that was written down. */
  at: bigint
}

/**
 * Writes down what a transport service finds in its queue database when it starts (LOAD): with its process, or when
 * somebody starts it, or restarts it.
 */
export function queueLoadingWorker(): Worker {
  const known = new WeakMap<Transport, Map<string, Loading>>()
  return {
    name: 'queue loading',
    unhurried: true,
    async work(transport) {
      const started = known.get(transport)
      const loadings = started ?? new Map<string, Loading>()
      known.set(transport, loadings)
      const running = (await knownRouting(transport.site())).servers
      for (const server of loadings.keys()) if (!running.has(server)) loadings.delete(server)
      let more = false
      for (const [server, { startedAt }] of running) {
        const loading =
          sameStart(loadings.get(server), startedAt) ??
          (await begin(transport, { server, startedAt, isShared: started !== undefined }))
        loadings.set(server, loading)
        more = (await load(transport, loading)) || more
      }
      return more || null
    },
  }
}

export const queueLoading = queueLoadingWorker()

type Start = Pick<Loading, 'server' | 'startedAt' | 'isShared'>

function sameStart(loading: Loading | undefined, startedAt: Date | null): Loading | undefined {
  return loading?.startedAt?.getTime() === startedAt?.getTime() ? loading : undefined
}

async function begin(transport: Transport, start: Start): Promise<Loading> {
  const { server } = start
  return transact(transport.pool, async (on) => {
    const { rows } = await on.query<{ last: bigint | null }>(
      `select max("id") as "last" from "MailDelivery" where "queueId" in (${queues})`,
      [server],
    )
    // Of a start by a command the command has told.
    if (!start.isShared)
      await writeSiteEvent(on, {
        ...{
          at: transport.now(),
          server,
          source: 'Service Control Manager',
          category: 'None',
          eventId: 7036,
        },
        ...{
          level: 'Information',
          message: 'The Microsoft Exchange Transport service entered the running state.',
        },
      })
    return { ...start, last: rows[0]?.last ?? 0n, at: 0n }
  })
}

/** @returns whether there is more */
async function load(transport: Transport, loading: Loading): Promise<boolean> {
  if (loading.at >= loading.last) return false
  const found = await transact(transport.pool, async (on) =>
    (await hasAnother(on, loading)) ? [] : writeDown(on, transport, loading),
  )
  loading.at = found.at(-1)?.id ?? loading.last
  return loading.at < loading.last
}

/** Several processes see one start: the first of them writes down what there was. */
async function hasAnother(on: Queryable, { server, startedAt, isShared, at }: Loading): Promise<boolean> {
  if (!isShared || at > 0n) return false
  await on.query('select pg_advisory_xact_lock(hashtextextended($1, 2823))', [server])
  const { rowCount } = await on.query(
    `select from "MessageTracking" where "eventId" = 'LOAD' and "at" >= $2 and "server" = $1 limit 1`,
    [server, startedAt],
  )
  return rowCount !== 0
}

async function writeDown(on: Queryable, { now }: Transport, { server, at, last }: Loading) {
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
