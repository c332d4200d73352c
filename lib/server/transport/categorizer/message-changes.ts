import { type Clock, type QueuedMessage, submissionHop } from '@/lib/exchange'
import type { Db } from '../../db'
import { onPrisma } from '../on-prisma'
import { queueOf } from '../queue-of'
import { wakeOn } from '../queues/queue-changes'

export const keysOf = (messages: readonly QueuedMessage[]) => messages.map(({ key }) => key)

/** What is in a process's hands is suspended when it is put back; else at once. */
export async function suspendMessages(db: Db, messages: readonly QueuedMessage[]): Promise<void> {
  await db.$executeRaw`
    update "MailDelivery"
    set "state" = case "state" when 'Active' then 'PendingSuspend' else 'Suspended' end, "nextAttemptAt" = null
    where "id" = any(${keysOf(messages)}::bigint[]) and "state" in ('Ready', 'Retry', 'Active', 'Locked')`
}

/** Those of the poison queue go to the Submission queue, with a clean slate. */
export async function resumeMessages(
  db: Db,
  messages: readonly QueuedMessage[],
  clock: Clock,
): Promise<void> {
  const poisoned = messages.filter(({ queue }) => queue === 'Poison')
  await unpoison(db, poisoned, clock)
  await db.$executeRaw`
    update "MailDelivery"
    set "state" = case "state" when 'PendingSuspend' then 'Active' else 'Ready' end
    where "id" = any(${keysOf(messages)}::bigint[]) and "state" in ('Suspended', 'PendingSuspend')`
  await wakeOn(db)
}

async function unpoison(db: Db, messages: readonly QueuedMessage[], clock: Clock): Promise<void> {
  for (const server of new Set(messages.map((one) => one.server))) {
    const submission = await queueOf(onPrisma(db), server, submissionHop, clock.now())
    const keys = keysOf(messages.filter((one) => one.server === server))
    await db.$executeRaw`
      update "MailDelivery" set "queueId" = ${submission}, "state" = 'Ready', "crashes" = 0
      where "id" = any(${keys}::bigint[])`
  }
}
