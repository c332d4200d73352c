import type { TrackingEvent, TrackingLog, TrackingQuery } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from '../../db'
import { trackingWhere } from './tracking-where'

/** How many are read at once: few at first, for most searches end there. */
const [firstBatch, nextBatch] = [1001, 10_000]

/** The tracking logs of the site's servers, as Get-MessageTrackingLog reads them: never all of them in memory. */
export function trackingStore(db: Db): TrackingLog {
  return {
    async *read(query, most) {
      let last: TrackingPlace | null = null
      for (let left = most; left > 0; ) {
        const size = Math.min(left, last ? nextBatch : firstBatch)
        const rows: readonly TrackingEvent[] = await readTracking(db, query, {
          after: last,
          order: 'asc',
          size,
        })
        yield* rows
        last = rows.at(-1) ?? null
        left = rows.length < size ? 0 : left - rows.length
      }
    },
  }
}

/** Where an event stands in the log. */
export type TrackingPlace = Pick<TrackingEvent, 'at' | 'id'>

/** A part of what a query finds: those that come after a place, in the order of time or against it. */
export async function readTracking(
  db: Db,
  query: Partial<TrackingQuery>,
  {
    after,
    order,
    size,
  }: { readonly after: TrackingPlace | null; readonly order: 'asc' | 'desc'; readonly size: number },
): Promise<readonly TrackingEvent[]> {
  const sign = Prisma.raw(order === 'asc' ? '>' : '<')
  const beyond = after
    ? Prisma.sql`and ("at", "id") ${sign} (${after.at}, ${BigInt(after.id)})`
    : Prisma.empty
  const direction = Prisma.raw(order)
  const rows = await db.$queryRaw<TrackingRow[]>`
    select "id", "at", "server", "eventId", "source", "messageId", "internalMessageId",
      "networkMessageId"::text as "networkMessageId", "subject", "totalBytes", "details"
    from "MessageTracking" where ${trackingWhere(query)} ${beyond}
    order by "at" ${direction}, "id" ${direction} limit ${size}`
  return rows.map(({ id, ...row }) => ({ ...row, id: String(id) }))
}

type TrackingRow = Omit<TrackingEvent, 'id'> & { readonly id: bigint }
