import { type Site, sessionReplies } from '@/lib/exchange'
import type { Queryable } from '../pool'

/** While mail comes in, the queues are measured this often, by the clock of this computer. */
const pauseMs = 5000
const megabyte = 1024 ** 2

/** Bytes of mail that queues may hold before no more is taken: QUEUE_LIMIT_MB, by default 20 GB. */
export function queueLimit(): number {
  const set = Number(process.env.QUEUE_LIMIT_MB)
  return (Number.isFinite(set) && set > 0 ? set : 20_480) * megabyte
}

const measure = `
  select coalesce(sum("size"), 0)::bigint as "bytes" from "MailItem"
  where "id" in (select "itemId" from "MailDelivery")`

const note = `
  insert into "SiteEvent" ("at", "server", "source", "category", "eventId", "level", "message")
  values ($1, $2, 'MSExchangeTransport', 'ResourceManager', $3, $4, $5)`

/**
 * Back pressure: while the queues hold more than they may, nothing is taken, and who sends comes again later. Events
 * 15004 and 15005 say when it began and ended.
 */
export function backPressure(
  on: Queryable,
  site: () => Pick<Site, 'clock'>,
  limit = queueLimit(),
  pause = pauseMs,
) {
  let high = false
  let measured = Number.NEGATIVE_INFINITY
  const look = async (server: string) => {
    const { rows } = await on.query<{ bytes: bigint }>({ name: 'measure-queues', text: measure })
    const bytes = Number(rows[0]?.bytes ?? 0)
    if (bytes > limit === high) return
    high = bytes > limit
    const now = site().clock.now()
    await on.query(note, [now, server, ...eventOf(high, bytes, limit)])
  }
  return {
    /** @returns what to tell who sends; null when there is room */
    async refusal(server: string) {
      if (performance.now() - measured >= pause) {
        measured = performance.now()
        await look(server)
      }
      return high ? sessionReplies.insufficientResources : null
    },
  }
}

function eventOf(high: boolean, bytes: number, limit: number): readonly [number, string, string] {
  const size = (count: number) => `${Math.ceil(count / megabyte)} MB`
  return high
    ? [
        15004,
        'Warning',
        `The resource pressure increased from Normal to High. The queues hold ${size(bytes)} of mail, and may hold ${size(limit)}. Inbound mail submission has stopped: senders are told to come again later (452 4.3.1).`,
      ]
    : [
        15005,
        'Information',
        `The resource pressure decreased from High to Normal. The queues hold ${size(bytes)} of mail. Mail is taken again.`,
      ]
}
