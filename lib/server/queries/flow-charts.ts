import { type FlowCharts, type FlowSpan, type FlowStretch, flowSpans } from '@/lib/exchange'
import { db } from '../db'
import { flowThroughConnectors } from './flow-through-connectors'
import { flowThroughQueues } from './flow-through-queues'

const minute = 60_000

/** How a span is divided: so many stretches of so many milliseconds. */
export const divisions: Readonly<Record<FlowSpan, { readonly length: number; readonly count: number }>> = {
  '2h': { length: 5 * minute, count: 24 },
  '24h': { length: 60 * minute, count: 24 },
  '7d': { length: 6 * 60 * minute, count: 28 },
}

export function parseFlowSpan(text: string | null | undefined): FlowSpan {
  return flowSpans.find((span) => span === text) ?? '24h'
}

/** The stretches of a span that ends now: `count` of `length` milliseconds each. */
export interface Stretches {
  readonly first: Date
  readonly now: Date
  readonly length: number
  readonly count: number
}

/** Of the busiest connectors and next hops so many are told one by one, the others together. */
export const mostSeries = 8

/** The flow of a span that ends now: of the site, of each connector and of each next hop; empty stretches included. */
export async function flowCharts(now: Date, span: FlowSpan): Promise<FlowCharts> {
  const { length, count } = divisions[span]
  const first = new Date(Math.floor(now.getTime() / length) * length - (count - 1) * length)
  const asked = { first, now, length, count }
  const [stretches, connectors, queues] = await Promise.all([
    flowOverTime(asked),
    flowThroughConnectors(asked),
    flowThroughQueues(asked),
  ])
  return { span, stretches, connectors, queues }
}

async function flowOverTime({ first, now, length, count }: Stretches): Promise<readonly FlowStretch[]> {
  const rows = await db.$queryRaw<{ place: number; eventId: string; count: bigint }[]>`
    select floor(extract(epoch from "at" - ${first}::timestamptz) * 1000 / ${length})::int as "place",
      "eventId", count(*) as "count"
    from "MessageTracking"
    where "eventId" in ('RECEIVE', 'DELIVER', 'SEND', 'FAIL') and "at" between ${first} and ${now}
    group by 1, 2`
  const of = (place: number, eventId: string) =>
    Number(rows.find((one) => one.place === place && one.eventId === eventId)?.count ?? 0)
  return Array.from({ length: count }, (_, place) => ({
    from: new Date(first.getTime() + place * length).toISOString(),
    received: of(place, 'RECEIVE'),
    delivered: of(place, 'DELIVER'),
    sent: of(place, 'SEND'),
    failed: of(place, 'FAIL'),
  }))
}
