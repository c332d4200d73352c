import type { DeliveryType } from '@/lib/exchange'
import type { Queryable } from '../pool'

/** A delivery queue in which something is ready to be worked on. */
export interface DueQueue {
  readonly id: bigint
  readonly server: string
  readonly deliveryType: DeliveryType
  readonly nextHopDomain: string
  readonly nextHopCategory: 'Internal' | 'External'
  readonly connector: string
  /** How often in a row nothing could be delivered from it. */
  readonly failures: number
  readonly nextRetryAt: Date | null
  /** How many messages are ready; not counted beyond 20. */
  readonly ready: bigint
}

const mostQueues = 500

/** Those that are not suspended and wait for no time, the oldest first. */
export async function dueQueues(
  on: Queryable,
  types: readonly DeliveryType[],
  now: Date,
): Promise<readonly DueQueue[]> {
  const { rows } = await on.query<DueQueue>({
    name: 'due-queues',
    text: `
      select "id", "server", "deliveryType", "nextHopDomain", "nextHopCategory", "connector", "failures", "nextRetryAt",
        (select count(*) from (select from "MailDelivery"
          where "queueId" = queue."id" and "state" = 'Ready' limit 20) as found) as "ready"
      from "MailQueue" as queue
      where "kind" = 'Delivery' and "deliveryType" = any($1) and not "suspended"
        and ("nextRetryAt" is null or "nextRetryAt" <= $2)
        and exists (select from "MailDelivery" where "queueId" = queue."id" and "state" = 'Ready')
      order by "id" limit $3`,
    values: [types, now, mostQueues],
  })
  return rows
}
