import { type ConnectorFlow, type FlowCount, receiveConnector, sendConnector } from '@/lib/exchange'
import { db } from '../db'
import { mostSeries, type Stretches } from './flow-charts'

/** Of a connector's servers and hosts so many are told. */
const mostCounts = 5

interface Row {
  readonly eventId: 'RECEIVE' | 'SEND'
  readonly name: string | null
  readonly kind: 'place' | 'source' | 'host'
  readonly key: string
  readonly count: bigint
}

/**
 * What each connector took in (RECEIVE) or sent (SEND), the busiest first; of Send connectors also which server sent
 * and which took it. One pass over the tracking log.
 */
export async function flowThroughConnectors(asked: Stretches): Promise<readonly ConnectorFlow[]> {
  const { first, now, length } = asked
  const rows = await db.$queryRaw<Row[]>`
    with line as (
      select "eventId", "details" ->> 'connectorId' as "name",
        floor(extract(epoch from "at" - ${first}::timestamptz) * 1000 / ${length})::int as "place",
        case "eventId" when 'SEND' then "server" end as "source",
        case when "eventId" = 'SEND' and "source" = 'SMTP'
          then coalesce(nullif("details" ->> 'serverHostname', ''), "details" ->> 'serverIp') end as "host",
        count(*) as "count"
      from "MessageTracking"
      where "eventId" in ('RECEIVE', 'SEND') and "at" between ${first} and ${now}
        and "details" ->> 'connectorId' <> ''
      group by 1, 2, 3, 4, 5
    ), counted as (
      select "eventId", "name",
        case when grouping("place") = 0 then 'place' when grouping("source") = 0 then 'source' else 'host' end as "kind",
        coalesce("place"::text, "source", "host") as "key", sum("count") as "count"
      from line
      group by grouping sets (
        ("eventId", "name", "place"), ("eventId", "name", "source"), ("eventId", "name", "host"))
    ), ranked as (
      select "eventId", "name", row_number() over (order by sum("count") desc, "name", "eventId") as "rank"
      from counted where "kind" = 'place' group by 1, 2
    ), placed as (
      select "eventId", case when "rank" <= ${mostSeries} then "name" end as "name", "rank", "kind", "key", "count",
        row_number() over (partition by "eventId", "name", "kind" order by "count" desc, "key") as "nth"
      from counted join ranked using ("eventId", "name")
    )
    select "eventId", "name", "kind", "key", sum("count")::bigint as "count"
    from placed
    where "key" is not null and ("kind" = 'place' or ("name" is not null and "nth" <= ${mostCounts}))
    group by "eventId", "name", "kind", "key"
    order by min("rank"), sum("count") desc, "key"`
  const existing = await existingOf(rows)
  return byConnector(rows).map((own) => connectorFlow(own, asked, existing))
}

const classes = { RECEIVE: receiveConnector.class, SEND: sendConnector.class } as const
const existingKey = (className: string, name: string) => JSON.stringify([className, name.toLowerCase()])

/** Which of the named connectors the configuration has. */
async function existingOf(rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const names = new Set(rows.flatMap(({ name }) => (name === null ? [] : [name.toLowerCase()])))
  const found = await db.siteObject.findMany({
    where: { class: { in: Object.values(classes) }, nameKey: { in: [...names] } },
    select: { class: true, name: true },
  })
  return new Set(found.map((one) => existingKey(one.class, one.name)))
}

function byConnector(rows: readonly Row[]): readonly (readonly Row[])[] {
  const keyOf = ({ eventId, name }: Row) => JSON.stringify([eventId, name])
  return [...new Set(rows.map(keyOf))].map((key) => rows.filter((row) => keyOf(row) === key))
}

function connectorFlow(
  rows: readonly Row[],
  { count }: Stretches,
  existing: ReadonlySet<string>,
): ConnectorFlow {
  const { eventId = 'RECEIVE', name = null } = rows[0] ?? {}
  const counts = (kind: Row['kind']): readonly FlowCount[] =>
    rows.filter((row) => row.kind === kind).map((row) => ({ name: row.key, messages: Number(row.count) }))
  const places = new Map(counts('place').map(({ name, messages }) => [Number(name), messages]))
  const stretches = Array.from({ length: count }, (_, place) => places.get(place) ?? 0)
  return {
    kind: eventId === 'SEND' ? 'Send' : 'Receive',
    name,
    exists: name !== null && existing.has(existingKey(classes[eventId], name)),
    messages: stretches.reduce((sum, one) => sum + one, 0),
    stretches,
    sources: counts('source'),
    hosts: counts('host'),
  }
}
