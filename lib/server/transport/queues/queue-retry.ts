import type { DueQueue } from '../delivery/due-queues'
import type { Queryable } from '../pool'

/**
 * Puts a queue into Retry: nothing of it is delivered before `nextRetryAt`. Of several who find out at the same time
 * one counts.
 */
export async function retryQueue(
  on: Queryable,
  queue: DueQueue,
  failed: { readonly at: Date; readonly nextRetryAt: Date; readonly lastError: string },
): Promise<void> {
  await on.query({
    name: 'retry-queue',
    text: `
      update "MailQueue"
      set "failures" = "failures" + 1, "lastError" = $2, "lastRetryAt" = $3, "nextRetryAt" = $4
      where "id" = $1 and "failures" = $5`,
    values: [queue.id, failed.lastError, failed.at, failed.nextRetryAt, queue.failures],
  })
}

/** What was delivered from a queue ends its Retry. */
export async function queueWorks(on: Queryable, queue: DueQueue): Promise<void> {
  if (queue.failures === 0 && queue.nextRetryAt === null) return
  await on.query({
    name: 'queue-works',
    text: `
      update "MailQueue" set "failures" = 0, "lastError" = null, "nextRetryAt" = null
      where "id" = $1 and ("failures" > 0 or "nextRetryAt" is not null)`,
    values: [queue.id],
  })
}
