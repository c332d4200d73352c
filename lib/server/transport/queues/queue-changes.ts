import { type Clock, type Queue, submissionHop } from '@/lib/exchange'
import type { Db } from '../../db'
import { newest, resubmit } from '../categorizer/resubmit-unreachable'
import { onPrisma } from '../on-prisma'
import { queueOf } from '../queue-of'
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

/** Puts the messages of a queue into the Submission queue of a server, which decides anew where they go. */
export async function resubmitQueue(db: Db, queue: Queue, server: string, clock: Clock): Promise<void> {
  if (queue.id === null) return
  const on = onPrisma(db)
  const last = await newest(on, queue.id)
  while (await resubmit(on, { from: queue.id, last, server, at: clock.now() }));
  await wakeOn(db)
}
