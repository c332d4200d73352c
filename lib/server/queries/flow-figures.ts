import { db } from '../db'

/** The last hour of the transport, on the site's clock. */
export interface FlowFigures {
  /** Messages that came in, reports not counted. */
  readonly submitted: number
  /** Hand-overs to mailboxes and to other organizations' servers. */
  readonly delivered: number
  /** Messages in queues now, shadow copies not counted. */
  readonly queued: number
  /** Non-delivery and other reports. */
  readonly reports: number
  /** From coming in to being delivered, of the newest deliveries; null when there were none. */
  readonly medianMs: number | null
}

/** Of so many of the newest deliveries the median is taken. */
const sampled = 500

/** What Mail flow shows at its top, in one query. */
export async function flowFigures(now: Date): Promise<FlowFigures> {
  const since = new Date(now.getTime() - 3_600_000)
  const [row] = await db.$queryRaw<
    Record<'submitted' | 'delivered' | 'queued' | 'reports', bigint>[] & MedianRow[]
  >`
    select
      (select count(*) from "MessageTracking"
        where "eventId" = 'RECEIVE' and "at" between ${since} and ${now}) as "submitted",
      (select count(*) from "MessageTracking"
        where "eventId" in ('DELIVER', 'SEND') and "at" between ${since} and ${now}) as "delivered",
      (select count(*) from "MessageTracking"
        where "eventId" = 'DSN' and "at" between ${since} and ${now}) as "reports",
      (select count(*) from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"
        where "kind" <> 'Shadow') as "queued",
      (select percentile_cont(0.5) within group (order by extract(epoch from "last"."at" - "first"."at") * 1000)
        from (select "messageId", "at" from "MessageTracking"
          where "eventId" in ('DELIVER', 'SEND') and "at" between ${since} and ${now}
          order by "at" desc limit ${sampled}) as "last"
        cross join lateral (select min("at") as "at" from "MessageTracking"
          where "messageId" = "last"."messageId" and "at" <= "last"."at") as "first") as "medianMs"`
  return {
    submitted: Number(row?.submitted ?? 0),
    delivered: Number(row?.delivered ?? 0),
    queued: Number(row?.queued ?? 0),
    reports: Number(row?.reports ?? 0),
    medianMs: row?.medianMs ?? null,
  }
}

interface MedianRow {
  readonly medianMs: number | null
}
