import {
  exchangeServer,
  readTransportSettings,
  type ShadowPolicy,
  shadowPolicy,
  submissionHop,
  type TrackingEventId,
  type TrackingSource,
  trackedEvent,
} from '@/lib/exchange'
import type { Claimed } from './claim'
import { knownRouting } from './known-routing'
import { type Queryable, transact } from './pool'
import { queueOf } from './queue-of'
import { writeTracking } from './tracking-rows'
import type { Transport, Worker } from './worker'

const batchSize = 200

interface ShadowQueue {
  readonly id: bigint
  readonly server: string
  /** The FQDN of the server that has the messages in hand. */
  readonly primary: string
  /** When the primary answered last, or the oldest copy came after that. */
  readonly silentSince: Date
}

/**
 * Looks after the copies in Shadow queues. The primary server is asked for its discard status (heartbeat): what it is
 * done with is discarded. When it was silent for too long, or was removed, its messages are resubmitted from here.
 */
export const shadowRedundancy: Worker = {
  name: 'shadow redundancy',
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

type Shadow = Pick<
  Claimed,
  'itemId' | 'recipients' | 'networkMessageId' | 'messageId' | 'sender' | 'subject' | 'size' | 'origin'
>

/** @returns how many copies were discarded */
async function discard(on: Queryable, queue: ShadowQueue, at: Date): Promise<number> {
  const { rows } = await on.query<Shadow>({
    name: 'discard-shadows',
    text: discarded,
    values: [queue.id, queue.primary, batchSize],
  })
  await write(on, queue, rows, { at, eventId: 'HADISCARD', source: 'SMTP' })
  return rows.length
}

/** @returns how many messages were resubmitted */
async function takeOver(on: Queryable, queue: ShadowQueue, at: Date): Promise<number> {
  const submission = await queueOf(on, queue.server, submissionHop, at)
  const { rows } = await on.query<Shadow>({
    name: 'resubmit-shadows',
    text: resubmitted,
    values: [queue.id, submission, batchSize],
  })
  await write(on, queue, rows, { at, eventId: 'RESUBMIT', source: 'REDUNDANCY' })
  return rows.length
}

async function write(
  on: Queryable,
  { server, primary }: ShadowQueue,
  rows: readonly Shadow[],
  event: { readonly at: Date; readonly eventId: TrackingEventId; readonly source: TrackingSource },
): Promise<void> {
  await writeTracking(
    on,
    rows.map((row) =>
      trackedEvent(
        { ...row, internalMessageId: row.itemId },
        {
          ...{ ...event, server, serverHostname: primary },
          recipients: row.recipients.map(({ address }) => address),
        },
      ),
    ),
  )
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

const columns = `
  delivery."itemId", delivery."recipients", item."networkMessageId", item."messageId", item."sender", item."subject",
  item."size", item."origin"`

/** What the primary has in none of its own queues any more. A relayed message has a number of its own there. */
const discarded = `
  with held as (
    select item."messageId"
    from "MailQueue" as queue join "MailDelivery" as delivery on delivery."queueId" = queue."id"
      join "MailItem" as item on item."id" = delivery."itemId"
    where queue."kind" <> 'Shadow' and lower(queue."server") = lower(split_part($2, '.', 1))
  ), done as (
    select delivery."id" from "MailDelivery" as delivery join "MailItem" as item on item."id" = delivery."itemId"
    where delivery."queueId" = $1 and not exists (select from held where held."messageId" = item."messageId")
    order by delivery."id" limit $3
    for update of delivery skip locked
  )
  delete from "MailDelivery" as delivery using done, "MailItem" as item
  where delivery."id" = done."id" and item."id" = delivery."itemId"
  returning ${columns}`

const resubmitted = `
  with chosen as (
    select "id" from "MailDelivery" where "queueId" = $1 order by "id" limit $3 for update skip locked
  )
  update "MailDelivery" as delivery set "queueId" = $2, "state" = 'Ready', "nextAttemptAt" = null
  from chosen, "MailItem" as item
  where delivery."id" = chosen."id" and item."id" = delivery."itemId"
  returning ${columns}`
