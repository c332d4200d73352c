import { type FlowCharts, type FlowSpan, type FlowStretch, flowSpans } from '@/lib/exchange'
import { db } from '../db'

const minute = 60_000

/** How a span is divided: so many stretches of so many milliseconds. */
const divisions: Readonly<Record<FlowSpan, { readonly length: number; readonly count: number }>> = {
  '2h': { length: 5 * minute, count: 24 },
  '24h': { length: 60 * minute, count: 24 },
  '7d': { length: 6 * 60 * minute, count: 28 },
}

export function parseFlowSpan(text: string | null | undefined): FlowSpan {
  return flowSpans.find((span) => span === text) ?? '24h'
}

/** The flow of a span that ends now: its stretches, the empty ones included, and what each connector took or sent. */
export async function flowCharts(now: Date, span: FlowSpan): Promise<FlowCharts> {
  const { length, count } = divisions[span]
  const first = Math.floor(now.getTime() / length) * length - (count - 1) * length
  const [stretches, connectors] = await Promise.all([
    flowOverTime(first, now, length, count),
    flowThrough(new Date(first), now),
  ])
  return { span, stretches, connectors }
}

async function flowOverTime(
  first: number,
  now: Date,
  length: number,
  count: number,
): Promise<readonly FlowStretch[]> {
  const rows = await db.$queryRaw<{ place: number; eventId: string; count: bigint }[]>`
    select floor(extract(epoch from "at" - ${new Date(first)}::timestamptz) * 1000 / ${length})::int as "place",
      "eventId", count(*) as "count"
    from "MessageTracking"
    where "eventId" in ('RECEIVE', 'DELIVER', 'SEND', 'FAIL') and "at" between ${new Date(first)} and ${now}
    group by 1, 2`
  const of = (place: number, eventId: string) =>
    Number(rows.find((one) => one.place === place && one.eventId === eventId)?.count ?? 0)
  return Array.from({ length: count }, (_, place) => ({
    from: new Date(first + place * length).toISOString(),
    received: of(place, 'RECEIVE'),
    delivered: of(place, 'DELIVER'),
    sent: of(place, 'SEND'),
    failed: of(place, 'FAIL'),
  }))
}

/** Of the most used so many are told. */
const most = 12

async function flowThrough(since: Date, now: Date): Promise<FlowCharts['connectors']> {
  const rows = await db.$queryRaw<{ name: string; messages: bigint }[]>`
    select "details"->>'connectorId' as "name", count(*) as "messages" from "MessageTracking"
    where "eventId" in ('RECEIVE', 'SEND') and "at" between ${since} and ${now}
      and "details"->>'connectorId' <> ''
    group by 1 order by 2 desc, 1 limit ${most}`
  return rows.map(({ name, messages }) => ({ name, messages: Number(messages) }))
}
