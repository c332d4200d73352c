import { type Clock, type Queue, submissionHop, trackedEvent } from '@/lib/exchange'
import type { Db } from '../../db'
import type { Claimed } from '../claim'
import { onPrisma } from '../on-prisma'
import type { Queryable } from '../pool'
import { queueOf } from '../queue-of'
import { writeTracking } from '../tracking-rows'
import { queued } from '../wake'

/** Commands notify within their transaction: it is told when they commit, and they are few. */
export async function wakeOn(db: Db): Promise<void> {
  await db.$executeRaw`select pg_notify(${queued}, '')`
}

/** The row of a queue; that of a Submission queue is made when nobody needed it before. */
async function rowOf(db: Db, { id, server }: Queue, now: Date): Promise<bigint> {
  return id ?? queueOf(onPrisma(db), server, submissionHop, now)
}

export async function setSuspended(db: Db, queue: Queue, suspended: boolean, clock: Clock): Promise<void> {
  const id = await rowOf(db, queue, clock.now())
  await db.mailQueue.updateMany({ where: { id }, data: { suspended } })
  await wakeOn(db)
}

/** The queue and those of its messages that wait for a time of their own are due. */
export async function retryNow(db: Db, queue: Queue, clock: Clock): Promise<void> {
  if (queue.id === null) return
  const now = clock.now()
  await db.mailQueue.updateMany({
    where: { id: queue.id, nextRetryAt: { not: null } },
    data: { nextRetryAt: now },
  })
  await db.mailDelivery.updateMany({
    where: { queueId: queue.id, state: 'Retry', nextAttemptAt: { gt: now } },
    data: { nextAttemptAt: now },
  })
  await wakeOn(db)
}

const batchSize = 1000

type Moved = Pick<
  Claimed,
  'itemId' | 'recipients' | 'networkMessageId' | 'messageId' | 'sender' | 'subject' | 'size' | 'origin'
>

/** Puts the messages of a queue into the Submission queue of a server, which decides anew where they go. */
export async function resubmitQueue(db: Db, queue: Queue, server: string, clock: Clock): Promise<void> {
  if (queue.id === null) return
  const on = onPrisma(db)
  const submission = await queueOf(on, server, submissionHop, clock.now())
  for (let moved = batchSize; moved === batchSize; )
    moved = await resubmitBatch(on, queue.id, submission, server, clock.now())
  await wakeOn(db)
}

async function resubmitBatch(on: Queryable, from: bigint, to: bigint, server: string, at: Date) {
  if (from === to) return 0
  const { rows } = await on.query<Moved>({ text: move, values: [from, to, at, batchSize] })
  const events = rows.map((row) =>
    trackedEvent(
      { ...row, internalMessageId: row.itemId },
      {
        at,
        server,
        eventId: 'RESUBMIT',
        source: 'QUEUE',
        recipients: row.recipients.map(({ address }) => address),
      },
    ),
  )
  await writeTracking(on, events)
  return rows.length
}

const move = `
  with chosen as (
    select "id" from "MailDelivery"
    where "queueId" = $1 and "state" in ('Ready', 'Retry')
    order by "id" limit $4 for update skip locked
  )
  update "MailDelivery" as delivery
  set "queueId" = $2, "state" = 'Ready', "enqueuedAt" = $3, "lastError" = null, "nextAttemptAt" = null
  from chosen, "MailItem" as item
  where delivery."id" = chosen."id" and item."id" = delivery."itemId"
  returning delivery."itemId", delivery."recipients", item."networkMessageId", item."messageId", item."sender",
    item."subject", item."size", item."origin"`
