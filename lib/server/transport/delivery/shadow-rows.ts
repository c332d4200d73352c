import { submissionHop, type TrackingEventId, type TrackingSource, trackedEvent } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Queryable } from '../pool'
import { queueOf } from '../queue-of'
import { writeTracking } from '../tracking-rows'

/** So many copies are worked on with one statement. */
export const batchSize = 200

export interface ShadowQueue {
  readonly id: bigint
  readonly server: string
  /** The FQDN of the server that has the messages in hand. */
  readonly primary: string
  /** When the primary answered last, or the oldest copy came after that. */
  readonly silentSince: Date
}

type Shadow = Pick<
  Claimed,
  'itemId' | 'recipients' | 'networkMessageId' | 'messageId' | 'sender' | 'subject' | 'size' | 'origin'
>

/** Throws away the copies of what the primary is done with. @returns how many */
export async function discard(on: Queryable, queue: ShadowQueue, at: Date): Promise<number> {
  const { rows } = await on.query<Shadow>({
    name: 'discard-shadows',
    text: discarded,
    values: [queue.id, queue.primary, batchSize],
  })
  await write(on, queue, rows, { at, eventId: 'HADISCARD', source: 'SMTP' })
  return rows.length
}

/** Puts the copies into the Submission queue of the server that has them. @returns how many */
export async function takeOver(on: Queryable, queue: ShadowQueue, at: Date): Promise<number> {
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
