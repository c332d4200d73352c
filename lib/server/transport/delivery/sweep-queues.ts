import { queueTimers, readTransportSettings } from '@/lib/exchange'
import { resubmit } from '../categorizer/resubmit-unreachable'
import { transact } from '../pool'
import type { Transport } from '../worker'

/** Notes since when queues of a server are empty, and removes those that were so for QueueMaxIdleTime. */
export async function removeIdleQueues(transport: Transport, server: string): Promise<void> {
  const { maxIdle } = queueTimers(await readTransportSettings(transport.site(), server))
  const now = transport.now()
  await transport.pool.query({ name: 'note-idle', text: note, values: [server, now] })
  await transact(transport.pool, async (on) => {
    const { rows } = await on.query<{ id: bigint }>({
      name: 'lock-idle',
      text: `
        select "id" from "MailQueue"
        where "server" = $1 and "kind" in ('Delivery', 'Shadow') and "emptySince" <= $2 and not "suspended"
        order by "id" limit 100 for update skip locked`,
      values: [server, new Date(now.getTime() - maxIdle)],
    })
    // Whoever puts a message into one of them has it locked: what is seen now is all that is there.
    await on.query({
      name: 'remove-idle',
      text: `
        delete from "MailQueue" as queue where "id" = any($1::bigint[])
          and not exists (select from "MailDelivery" where "queueId" = queue."id")`,
      values: [rows.map(({ id }) => id)],
    })
  })
}

const note = `
  update "MailQueue" as queue set "emptySince" = case when queue."emptySince" is null then $2::timestamptz end
  where "server" = $1 and "kind" in ('Delivery', 'Shadow')
    and (queue."emptySince" is null) = not exists (select from "MailDelivery" where "queueId" = queue."id")`

/** Messages that a queue has tried in vain for MaxIdleTimeBeforeResubmit are categorized and routed anew. */
export async function resubmitIdle(transport: Transport, server: string): Promise<void> {
  const { maxIdleBeforeResubmit } = queueTimers(await readTransportSettings(transport.site(), server))
  const { rows } = await transport.pool.query<{ id: bigint; last: bigint }>({
    name: 'find-idle-messages',
    text: `
      select queue."id", max(delivery."id") as "last"
      from "MailQueue" as queue join "MailDelivery" as delivery on delivery."queueId" = queue."id"
      where queue."server" = $1 and queue."kind" = 'Delivery' and queue."failures" > 0 and not queue."suspended"
        and delivery."enqueuedAt" <= $2 and delivery."state" in ('Ready', 'Retry')
      group by queue."id"`,
    values: [server, new Date(transport.now().getTime() - maxIdleBeforeResubmit)],
  })
  for (const { id, last } of rows)
    await transact(transport.pool, (on) => resubmit(on, { from: id, last, server, at: transport.now() }))
  if (rows.length > 0) transport.wake()
}
