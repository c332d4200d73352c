import { exchangeServer, readTransportSettings, type ShadowPolicy, shadowPolicy } from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import { type Queryable, transact } from '../pool'
import type { Transport, Worker } from '../worker'
import { batchSize, discard, type ShadowQueue, takeOver } from './shadow-rows'

/**
 * Looks after the copies in Shadow queues. The primary server is asked for its discard status (heartbeat): what it is
 * done with is discarded. When it was silent for too long, or was removed, its messages are resubmitted from here.
 */
export const shadowRedundancy: Worker = {
  name: 'shadow redundancy',
  unhurried: true,
  async work(transport) {
    const { servers } = await knownRouting(transport.site())
    let more = false
    for (const queue of await dueShadows(transport))
      if (servers.has(queue.server)) more = (await beat(transport, queue)) || more
    return more || null
  },
}

async function dueShadows({ pool, now }: Transport): Promise<readonly ShadowQueue[]> {
  const { rows } = await pool.query<ShadowQueue>({
    name: 'due-shadows',
    text: `
      select "id", "server", "nextHopDomain" as "primary", greatest("lastRetryAt",
        (select min("enqueuedAt") from "MailDelivery" where "queueId" = queue."id")) as "silentSince"
      from "MailQueue" as queue
      where "kind" = 'Shadow' and not "suspended" and ("nextRetryAt" is null or "nextRetryAt" <= $1)
        and exists (select from "MailDelivery" where "queueId" = queue."id")
      order by "id" limit 100`,
    values: [now()],
  })
  return rows
}

/** @returns whether there is more to do at once */
async function beat(transport: Transport, queue: ShadowQueue): Promise<boolean> {
  const policy = shadowPolicy(await readTransportSettings(transport.site(), queue.server))
  const primary = await stateOf(transport, queue.primary)
  const at = transport.now()
  const lost = primary === 'gone' || at.getTime() - queue.silentSince.getTime() >= policy.resubmitAfter
  return transact(transport.pool, async (on) => {
    const moved =
      primary === 'answers' ? await discard(on, queue, at) : lost ? await takeOver(on, queue, at) : 0
    if (moved < batchSize) await noteBeat(on, queue, at, policy, primary === 'answers')
    if (moved > 0) transport.wake()
    return moved === batchSize
  })
}

async function stateOf(transport: Transport, fqdn: string): Promise<'answers' | 'silent' | 'gone'> {
  const site = transport.site()
  const found = (await site.store.list(exchangeServer)).find(
    ({ properties }) => properties.fqdn.toLowerCase() === fqdn.toLowerCase(),
  )
  if (!found) return 'gone'
  return (await knownRouting(site)).servers.has(found.name) ? 'answers' : 'silent'
}

async function noteBeat(
  on: Queryable,
  queue: ShadowQueue,
  at: Date,
  { heartbeatInterval }: ShadowPolicy,
  answered: boolean,
): Promise<void> {
  await on.query(
    `update "MailQueue" set "nextRetryAt" = $2, "lastRetryAt" = case when $3 then $4 else "lastRetryAt" end,
       "failures" = case when $3 then 0 else "failures" + 1 end,
       "lastError" = case when $3 then null else '421 4.4.2 The primary server does not answer' end
     where "id" = $1`,
    [queue.id, new Date(at.getTime() + heartbeatInterval), answered, at],
  )
}
