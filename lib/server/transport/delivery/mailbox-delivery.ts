import {
  type DeliveringDatabase,
  type DeliveryType,
  deliveringDatabase,
  inBraces,
  junkThreshold,
  queueTimers,
  quotasOf,
  readTransportSettings,
  submissionHop,
} from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import { type Claimed, finish } from '../claim'
import { enqueue } from '../enqueue'
import { giveBackThese } from '../give-back'
import { inBatches } from '../in-batches'
import { type Queryable, transact } from '../pool'
import { queueOf } from '../queue-of'
import { queueWorks, retryQueue } from '../queues/queue-retry'
import { sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'
import { withMessages } from '../with-messages'
import type { Transport, Worker } from '../worker'
import { sendAutoReplies } from './auto-replies'
import { type DueQueue, dueQueues } from './due-queues'
import { mailboxEvents } from './mailbox-events'
import { itemsOf, type MailboxOutcome, mailboxOutcome, type OpenMailbox } from './mailbox-outcome'
import { alreadyDelivered, deliveredBefore, lockMailboxes, putIntoMailboxes, readHeads } from './mailbox-rows'
import { sendQuotaNotices } from './quota-notices'

const types: readonly DeliveryType[] = ['MapiDelivery', 'SmtpDeliveryToMailbox']
const batchSize = 200

type OpenDatabase = Extract<DeliveringDatabase, { open: true }>

/** Delivers from the queues of mailbox databases into their mailboxes. */
export const mailboxDelivery: Worker = {
  name: 'mailbox delivery',
  async work(transport) {
    const { servers } = await knownRouting(transport.site())
    let more = false
    for (const queue of await dueQueues(transport.pool, types, transport.now())) {
      if (transport.stopping.aborted) return null
      if (servers.has(queue.server)) more = (await workOn(transport, queue)) || more
    }
    return more
  },
}

/** @returns whether there is more in the queue */
async function workOn(transport: Transport, queue: DueQueue): Promise<boolean> {
  const database = await deliveringDatabase(transport.site(), queue.nextHopDomain)
  if (!database.open) {
    await wait(transport, queue, database.reason)
    return false
  }
  return withMessages(transport, { queueId: queue.id, most: batchSize }, async (taken) => {
    try {
      await inBatches(transport, queue.server, taken, (items) => deliver(transport, queue, database, items))
    } catch (thrown) {
      await giveBackThese(transport, taken)
      throw thrown
    }
    return taken.length > 0
  })
}

/** The queue tries again after MailboxDeliveryQueueRetryInterval. */
async function wait(transport: Transport, queue: DueQueue, reason: string): Promise<void> {
  const settings = await readTransportSettings(transport.site(), queue.server)
  const at = transport.now()
  await retryQueue(transport.pool, queue, {
    at,
    nextRetryAt: new Date(at.getTime() + queueTimers(settings).mailboxQueueInterval),
    lastError: inBraces(settings.version, reason, at, { FQDN: queue.nextHopDomain }),
  })
}

async function deliver(
  transport: Transport,
  queue: DueQueue,
  database: OpenDatabase,
  items: readonly Claimed[],
): Promise<void> {
  if (items.length === 0) return
  const itemIds = items.map(({ itemId }) => itemId)
  const heads = await readHeads(transport.pool, itemIds)
  await transact(transport.pool, async (on) => {
    const mailboxes = await openMailboxes(on, database, items)
    const here = {
      database: queue.nextHopDomain,
      mailboxes,
      had: new Set(await alreadyDelivered(on, itemIds)),
      before: await deliveredBefore(
        on,
        items.filter(({ origin }) => origin.relayed).map(({ messageId }) => messageId),
      ),
    }
    const outcomes = items.map((item) =>
      mailboxOutcome(item, heads.get(item.itemId) ?? Buffer.alloc(0), here),
    )
    await write(on, transport, { queue, database, outcomes })
    await tell(on, transport, queue, outcomes)
    await sendQuotaNotices(on, transport, queue.server, new Set(mailboxes.values()))
    await queueWorks(on, queue)
  })
  transport.wake()
}

/** By address; a mailbox that has several is one. */
async function openMailboxes(
  on: Queryable,
  { quotas }: OpenDatabase,
  items: readonly Claimed[],
): Promise<ReadonlyMap<string, OpenMailbox>> {
  const keys = items.flatMap(({ recipients }) => recipients.map(({ address }) => address.toLowerCase()))
  const open = new Map<string, OpenMailbox>()
  const byId = new Map<string, OpenMailbox>()
  for (const row of await lockMailboxes(on, [...new Set(keys)])) {
    const limit = (value: bigint | null) => (value === null ? null : Number(value))
    const own = {
      useDatabaseQuotaDefaults: row.useDatabaseQuotaDefaults,
      issueWarningQuota: limit(row.issueWarningQuota),
      prohibitSendQuota: limit(row.prohibitSendQuota),
      prohibitSendReceiveQuota: limit(row.prohibitSendReceiveQuota),
    }
    const mailbox = byId.get(row.id) ?? {
      ...{ row, quotas: quotasOf(own, quotas), touched: false },
      bytes: Math.max(0, Number(row.bytes)),
    }
    byId.set(row.id, mailbox)
    open.set(row.key, mailbox)
  }
  return open
}

interface Delivered {
  readonly queue: DueQueue
  readonly database: OpenDatabase
  readonly outcomes: readonly MailboxOutcome[]
}

async function write(
  on: Queryable,
  transport: Transport,
  { queue, database, outcomes }: Delivered,
): Promise<void> {
  const at = transport.now()
  const junkAbove = await junkThreshold(transport.site())
  await finish(
    on,
    transport.process,
    outcomes.map(({ item }) => item),
  )
  await putIntoMailboxes(
    on,
    outcomes.flatMap((outcome) => itemsOf(outcome, at, junkAbove)),
  )
  const where = { at, server: queue.server, database: queue.nextHopDomain, store: database.server }
  await writeTracking(
    on,
    outcomes.flatMap((outcome) => mailboxEvents(outcome, where)),
  )
  await toCategorizer(
    on,
    queue.server,
    at,
    outcomes.filter(({ elsewhere }) => elsewhere.length > 0),
  )
}

/** Whose mailbox was moved or is gone: where it is now, or that nobody has this address, the categorizer finds out. */
async function toCategorizer(
  on: Queryable,
  server: string,
  at: Date,
  outcomes: readonly MailboxOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  const queueId = await queueOf(on, server, submissionHop, at)
  await enqueue(
    on,
    outcomes.map(({ item, elsewhere }) => ({
      ...{ itemId: item.itemId, queueId, enqueuedAt: at },
      recipients: elsewhere.map(({ mailbox: _, ...recipient }) => recipient),
      expiresAt: item.expiresAt,
      delayNoticeAt: item.delayNoticeAt,
    })),
  )
}

const delivered = { code: 250, status: '2.1.5', text: 'STOREDRV.Deliver; delivered' } as const

async function tell(
  on: Queryable,
  transport: Transport,
  { server }: DueQueue,
  outcomes: readonly MailboxOutcome[],
): Promise<void> {
  for (const outcome of outcomes) {
    const { item, failed } = outcome
    if (failed.length > 0) await sendReport(on, transport, { kind: 'failed', item, recipients: failed })
    const asked = outcome.delivered.filter(({ recipient }) => recipient.notify?.includes('SUCCESS'))
    if (asked.length > 0) {
      const recipients = asked.map(({ recipient }) => ({ recipient, reply: delivered, remote: null }))
      await sendReport(on, transport, { kind: 'delivered', item, recipients })
    }
    await sendAutoReplies(on, transport, server, outcome)
  }
}
