import { submissionHop, trackedEvent, unreachableHop } from '@/lib/exchange'
import type { Claimed } from '../claim'
import { findQueue } from '../find-queue'
import { type Queryable, transact } from '../pool'
import { queueOf } from '../queue-of'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'

/** Moved with one statement. */
const batchSize = 500

/** Puts what waits in the Unreachable queue of a server back into its Submission queue; suspended messages stay. */
export async function resubmitUnreachable(transport: Transport, server: string): Promise<void> {
  const queue = await findQueue(transport.pool, server, unreachableHop)
  if (!queue || queue.suspended) return
  // What is found unreachable again comes behind the last one: it has had its chance.
  const last = await newest(transport.pool, queue.id)
  const move = (on: Queryable) => resubmit(on, { from: queue.id, last, server, at: transport.now() })
  while (await transact(transport.pool, move));
  transport.wake()
}

/** The last message of a queue; 0 where there is none. */
export async function newest(on: Queryable, queueId: bigint): Promise<bigint> {
  const { rows } = await on.query<{ id: bigint | null }>(
    'select max("id") as "id" from "MailDelivery" where "queueId" = $1',
    [queueId],
  )
  return rows[0]?.id ?? 0n
}

type Moved = Omit<Claimed, 'queueId' | 'attempts' | 'crashes' | 'enqueuedAt' | 'expiresAt' | 'delayNoticeAt'>

export interface Resubmission {
  /** The queue that they are in. */
  readonly from: bigint
  /** The newest that is moved. */
  readonly last: bigint
  /** In whose Submission queue they go. */
  readonly server: string
  readonly at: Date
}

/** Moves messages, so many at a time. @returns whether there may be more */
export async function resubmit(on: Queryable, { from, last, server, at }: Resubmission): Promise<boolean> {
  const submission = await queueOf(on, server, submissionHop, at)
  if (submission === from) return false
  const { rows } = await on.query<Moved>(move, [from, submission, at, last, batchSize])
  await writeTracking(
    on,
    rows.map((row) =>
      trackedEvent(
        { ...row, internalMessageId: row.itemId },
        {
          ...{ at, server, eventId: 'RESUBMIT', source: 'QUEUE' },
          recipients: row.recipients.map(({ address }) => address),
        },
      ),
    ),
  )
  return rows.length === batchSize
}

const move = `
  with chosen as (
    select "id" from "MailDelivery"
    where "queueId" = $1 and "state" in ('Ready', 'Retry') and "id" <= $4
    order by "id" limit $5 for update skip locked
  )
  update "MailDelivery" as delivery
  set "queueId" = $2, "state" = 'Ready', "enqueuedAt" = $3, "lastError" = null, "nextAttemptAt" = null
  from chosen, "MailItem" as item
  where delivery."id" = chosen."id" and item."id" = delivery."itemId"
  returning delivery."id", delivery."itemId", delivery."recipients", item."networkMessageId", item."messageId",
    item."server", item."sender", item."subject", item."size", item."origin", item."receivedAt"`
