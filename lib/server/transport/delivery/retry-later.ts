import { connectionRetryAfter } from '@/lib/exchange'
import type { Claimed } from '../claim'
import { retryQueue } from '../queues/queue-retry'
import { deferWaiting } from './defer-waiting'
import type { SendPlan } from './send-plan'
import type { Lane } from './smtp-lane'

/** Why nothing can be delivered from a queue now. */
export interface QueueFailure {
  /** LastError of the queue. */
  readonly lastError: string
  /** What was said, for the tracking log, where LastError says more. */
  readonly said?: string
  readonly source?: 'SMTP' | 'DNS' | 'ROUTING' | 'GATEWAY'
  /** What was in hand, that first with which the connection ended. */
  readonly held?: readonly Claimed[]
}

/** Puts the queue into Retry: for a minute, then five, then ten (facts of connectionRetryAfter); DEFER says so. */
export async function retryLater(
  { transport, queue }: Pick<Lane, 'transport' | 'queue'>,
  plan: Pick<SendPlan, 'timers' | 'connector'> | null,
  { lastError, said = lastError, source = 'SMTP', held = [] }: QueueFailure,
): Promise<void> {
  const at = transport.now()
  const wait = plan ? connectionRetryAfter(queue.failures + 1, plan.timers) : 60_000
  const nextRetryAt = new Date(at.getTime() + wait)
  const retried = await retryQueue(transport.pool, queue, { at, nextRetryAt, lastError })
  await deferWaiting(transport, queue, {
    at,
    said,
    source,
    held,
    connector: plan?.connector ?? '',
    since: retried,
  })
}
