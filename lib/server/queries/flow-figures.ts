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

/** What an hour, or another stretch of time, saw. */
export interface FlowStretch {
  readonly from: Date
  readonly received: number
  readonly delivered: number
  readonly sent: number
  readonly failed: number
}

/** So many stretches stand in a chart. */
const stretches = 24

/** The flow over time: 24 stretches of so many minutes each that end now, the empty ones included. */
export async function flowOverTime(now: Date, minutes = 60): Promise<readonly FlowStretch[]> {
  const length = minutes * 60_000
  const first = Math.floor(now.getTime() / length) * length - (stretches - 1) * length
  const rows = await db.$queryRaw<{ place: number; eventId: string; count: bigint }[]>`
    select floor(extract(epoch from "at" - ${new Date(first)}::timestamptz) / ${minutes * 60})::int as "place",
      "eventId", count(*) as "count"
    from "MessageTracking"
    where "eventId" in ('RECEIVE', 'DELIVER', 'SEND', 'FAIL') and "at" between ${new Date(first)} and ${now}
    group by 1, 2`
  const count = (place: number, eventId: string) =>
    Number(rows.find((one) => one.place === place && one.eventId === eventId)?.count ?? 0)
  return Array.from({ length: stretches }, (_, place) => ({
    from: new Date(first + place * length),
    received: count(place, 'RECEIVE'),
    delivered: count(place, 'DELIVER'),
    sent: count(place, 'SEND'),
    failed: count(place, 'FAIL'),
  }))
}

/** A connector, or a queue by its next hop, with what went through it. */
export interface FlowThrough {
  readonly name: string
  readonly messages: number
}

/** Of the most used so many are told. */
const most = 12

/** Messages of the last 24 hours by receive and send connector, and those that wait now by queue. */
export async function flowThrough(now: Date): Promise<{
  readonly connectors: readonly FlowThrough[]
  readonly queues: readonly FlowThrough[]
}> {
  const since = new Date(now.getTime() - 24 * 3_600_000)
  const [connectors, queues] = await Promise.all([
    db.$queryRaw<{ name: string; messages: bigint }[]>`
      select "details"->>'connectorId' as "name", count(*) as "messages" from "MessageTracking"
      where "eventId" in ('RECEIVE', 'SEND') and "at" between ${since} and ${now}
        and "details"->>'connectorId' <> ''
      group by 1 order by 2 desc, 1 limit ${most}`,
    db.$queryRaw<{ name: string; messages: bigint }[]>`
      select "MailQueue"."server" || '\\' || "nextHopDomain" as "name", count(*) as "messages"
      from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"
      group by 1 order by 2 desc, 1 limit ${most}`,
  ])
  const shown = (rows: readonly { name: string; messages: bigint }[]) =>
    rows.map(({ name, messages }) => ({ name, messages: Number(messages) }))
  return { connectors: shown(connectors), queues: shown(queues) }
}
