import type { DueQueue } from '../delivery/due-queues'
import type { Queryable } from '../pool'

/**
 * Puts a queue into Retry: nothing of it is delivered before `nextRetryAt`. Of several who find out at the same time
 * one counts.
 * @returns when it failed before, `ever` where this begins a Retry, null where another counted
 */
export async function retryQueue(
  on: Queryable,
  queue: DueQueue,
  failed: { readonly at: Date; readonly nextRetryAt: Date; readonly lastError: string },
): Promise<Date | 'ever' | null> {
  const { rows } = await on.query<{ before: Date | null }>({
    name: 'retry-queue',
    text: `
      with before as (
        select "id", "lastRetryAt" from "MailQueue" where "id" = $1 and "failures" = $5 for update
      )
      update "MailQueue" as queue
      set "failures" = "failures" + 1, "lastError" = $2, "lastRetryAt" = $3, "nextRetryAt" = $4
      from before where queue."id" = before."id"
      returning before."lastRetryAt" as "before"`,
    values: [queue.id, failed.lastError, failed.at, failed.nextRetryAt, queue.failures],
  })
  const [counted] = rows
  if (!counted) return null
  return queue.failures === 0 ? 'ever' : (counted.before ?? 'ever')
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
