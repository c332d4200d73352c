import type { Db } from '../../db'

/** Messages a second. */
export interface QueueRates {
  readonly incoming: number
  readonly outgoing: number
}

interface Row {
  readonly id: bigint
  readonly arrived: bigint
  readonly left: bigint
}

/**
 * How fast the queues of a server filled and emptied over the last minute. What left within that minute is taken to
 * have come within it, too; SEND and DELIVER name a connector and recipients, which lead to the queue.
 */
export async function queueRates(
  db: Db,
  server: string,
  now: Date,
): Promise<ReadonlyMap<bigint, QueueRates>> {
  const since = new Date(now.getTime() - 60_000)
  const rows = await db.$queryRawUnsafe<Row[]>(rates, server, since, now)
  return new Map(
    rows.map(({ id, arrived, left }) => [id, { incoming: aSecond(arrived + left), outgoing: aSecond(left) }]),
  )
}

/** To two places, as Exchange shows it. */
function aSecond(aMinute: bigint): number {
  return Math.round((Number(aMinute) * 100) / 60) / 100
}

const rates = `
  with arrived as (
    select "queueId" as "id", count(*) as "arrived"
    from "MailDelivery"
    where "queueId" in (select "id" from "MailQueue" where "server" = $1) and "enqueuedAt" > $2
    group by "queueId"
  ), gone as (
    select "eventId", "source", "details" ->> 'connectorId' as "connector",
      split_part("recipientKeys"[1], '@', 2) as "domain", count(*) as "left"
    from "MessageTracking"
    where "eventId" in ('SEND', 'DELIVER', 'TRANSFER') and "at" > $2 and "at" <= $3 and "server" = $1
    group by 1, 2, 3, 4
  ), single as (
    select count(*) = 1 as "only" from "MailQueue"
    where "server" = $1 and "deliveryType" in ('SmtpDeliveryToMailbox', 'MapiDelivery')
  ), departed as (
    select queue."id", sum("left")::bigint as "left"
    from "MailQueue" as queue join gone on
      case queue."deliveryType"
        when 'DnsConnectorDelivery' then "eventId" = 'SEND' and gone."connector" = queue."connector" and "domain" = queue."nextHopKey"
        when 'SmartHostConnectorDelivery' then "eventId" = 'SEND' and gone."connector" = queue."connector"
        when 'SmtpDeliveryToMailbox' then "eventId" = 'DELIVER' and (select "only" from single)
        when 'MapiDelivery' then "eventId" = 'DELIVER' and (select "only" from single)
        else queue."kind" = 'Submission' and "eventId" = 'TRANSFER' and "source" = 'ROUTING'
      end
    where queue."server" = $1
    group by queue."id"
  )
  select "id", coalesce("arrived", 0) as "arrived", coalesce("left", 0) as "left"
  from arrived full join departed using ("id")`
