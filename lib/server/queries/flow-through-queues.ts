import { intraOrganizationConnector, otherServers, type QueueFlow, sendConnector } from '@/lib/exchange'
import { db } from '../db'
import { mostSeries, type Stretches } from './flow-charts'

interface Row {
  readonly name: string | null
  /** The stretch in which they came; -1: before all. */
  readonly came: number
  /** The stretch in which they left; null: they wait. */
  readonly left: number | null
  readonly count: bigint
}

/**
 * What came to each next hop's queues and left them, the busiest first. SEND and DELIVER say when a message left, and
 * as their message-info when it had come to the server; what waits now is asked of the queues. The log does not tell in
 * which queue a message was that failed, and says nothing when one leaves Submission: neither is counted. Nor does it
 * tell to which site or group one was relayed, only which server took it: relays within the organization are one.
 */
export async function flowThroughQueues(asked: Stretches): Promise<readonly QueueFlow[]> {
  const { first, now, length, count } = asked
  const rows = await db.$queryRaw<Row[]>`
    with smart as (
      select "name" as "connector", (
        select string_agg(host, ',' order by nth)
        from jsonb_array_elements_text("properties" -> 'smartHosts') with ordinality as one(host, nth)) as "hosts"
      from "SiteObject"
      where "class" = ${sendConnector.class} and "properties" ->> 'dnsRoutingEnabled' = 'false'
    ), gone as (
      select "eventId", "source", "details" ->> 'connectorId' as "connector",
        case "eventId" when 'SEND' then split_part("recipientKeys"[1], '@', 2) else "details" ->> 'sourceContext' end as "to",
        floor(extract(epoch from case when "details" ->> 'messageInfo' like '____-__-__T__:__:__.___Z'
          then ("details" ->> 'messageInfo')::timestamptz else "at" end - ${first}::timestamptz) * 1000 / ${length}
        )::int as "came",
        floor(extract(epoch from "at" - ${first}::timestamptz) * 1000 / ${length})::int as "left",
        count(*) as "count"
      from "MessageTracking"
      where "eventId" in ('SEND', 'DELIVER') and "at" between ${first} and ${now}
      group by 1, 2, 3, 4, 5, 6
    ), hop as (
      select case
          when "eventId" = 'DELIVER' then "to"
          when "source" <> 'SMTP' then gone."connector"
          when gone."connector" = ${intraOrganizationConnector} then ${otherServers}
          when "hosts" is not null then "hosts"
          else "to"
        end as "name", "came", "left", "count"
      from gone left join smart on smart."connector" = gone."connector"
      union all
      select case
          when "kind" <> 'Delivery' then "server" || '\\' || "kind"
          when "deliveryType" like 'SmtpRelay%' then ${otherServers}
          else "nextHopDomain"
        end,
        floor(extract(epoch from "enqueuedAt" - ${first}::timestamptz) * 1000 / ${length})::int, null, count(*)
      from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"
      where "kind" in ('Delivery', 'Unreachable') and "enqueuedAt" <= ${now}
      group by 1, 2
    ), counted as (
      select "name", greatest(-1, "came") as "came", "left", sum("count") as "count"
      from hop where "name" <> '' group by 1, 2, 3
    ), ranked as (
      select "name", row_number() over (order by sum("count") desc, "name") as "rank" from counted group by 1
    )
    select case when "rank" <= ${mostSeries} then "name" end as "name", "came", "left", sum("count")::bigint as "count"
    from counted join ranked using ("name")
    group by 1, 2, 3
    order by min("rank")`
  return [...new Set(rows.map(({ name }) => name))].map((name) =>
    queueFlow(
      name,
      rows.filter((row) => row.name === name),
      count,
    ),
  )
}

function queueFlow(name: string | null, rows: readonly Row[], count: number): QueueFlow {
  const places = Array.from({ length: count }, (_, place) => place)
  const sum = (some: (row: Row) => boolean) =>
    rows.filter(some).reduce((total, row) => total + Number(row.count), 0)
  return {
    name,
    came: places.map((place) => sum((row) => row.came === place)),
    left: places.map((place) => sum((row) => row.left === place)),
    waiting: places.map((place) =>
      sum((row) => row.came <= place && (row.left === null || row.left > place)),
    ),
  }
}
