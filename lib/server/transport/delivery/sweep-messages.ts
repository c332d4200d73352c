import { type FailedRecipient, replyText, type SmtpReply, trackedEvent } from '@/lib/exchange'
import { type Claimed, finish } from '../claim'
import { type Queryable, transact } from '../pool'
import { sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'

const batchSize = 100

/** Messages whose own time to be tried again has come are ready. @returns whether there were any */
export async function readyAgain({ pool, now }: Transport): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'ready-again',
    text: `
      update "MailDelivery" set "state" = 'Ready', "nextAttemptAt" = null
      where "state" = 'Retry' and "nextAttemptAt" <= $1`,
    values: [now()],
  })
  return rowCount !== 0
}

type Found = Claimed & { readonly at: string }

const expired: SmtpReply = { code: 550, status: '4.4.7', text: 'QUEUE.Expired; message expired' }

/** Returns messages that have waited for MessageExpirationTimeout. @returns whether there may be more */
export async function returnExpired(transport: Transport): Promise<boolean> {
  return transact(transport.pool, async (on) => {
    const { rows } = await on.query<Found>({
      name: 'take-expired',
      text: take(
        `"state" = 'Active', "claimedBy" = $3`,
        `"expiresAt" <= $1 and "state" in ('Ready', 'Retry')`,
      ),
      values: [transport.now(), batchSize, transport.process],
    })
    await finish(on, transport.process, rows)
    for (const item of rows) await expire(on, transport, item)
    return rows.length === batchSize
  })
}

async function expire(on: Queryable, transport: Transport, item: Found): Promise<void> {
  const failed = toEach(item, expired)
  const event = trackedEvent(
    { ...item, internalMessageId: item.itemId },
    {
      ...{ at: transport.now(), server: item.at, eventId: 'FAIL', source: 'QUEUE' },
      recipients: failed.map(({ recipient }) => recipient.address),
      recipientStatus: failed.map(({ reply }) => replyText(reply)),
    },
  )
  await writeTracking(on, [event])
  await sendReport(on, transport, { kind: 'failed', item, recipients: failed })
}

const delayed: SmtpReply = { code: 400, status: '4.4.7', text: 'Message delayed' }

/** Tells senders once that a message has waited for DelayNotificationTimeout. @returns whether there may be more */
export async function tellDelays(transport: Transport): Promise<boolean> {
  return transact(transport.pool, async (on) => {
    const { rows } = await on.query<Found>({
      name: 'take-delayed',
      text: take(
        '"delayNoticeAt" = null',
        `"delayNoticeAt" <= $1 and "expiresAt" > $1 and "claimedBy" is null`,
      ),
      values: [transport.now(), batchSize],
    })
    for (const item of rows)
      await sendReport(on, transport, { kind: 'delayed', item, recipients: toEach(item, delayed) })
    return rows.length === batchSize
  })
}

function toEach(item: Claimed, reply: SmtpReply): readonly FailedRecipient[] {
  return item.recipients.map((recipient) => ({ recipient, reply, remote: null }))
}

/** What waits to be delivered or routed; poison and shadow messages wait for something else. */
const take = (change: string, condition: string) => `
  with due as (
    select "id" from "MailDelivery"
    where ${condition}
      and "queueId" in (select "id" from "MailQueue" where "kind" in ('Submission', 'Delivery', 'Unreachable'))
    order by "id" limit $2
    for update skip locked
  )
  update "MailDelivery" as delivery set ${change}
  from due, "MailItem" as item, "MailQueue" as queue
  where delivery."id" = due."id" and item."id" = delivery."itemId" and queue."id" = delivery."queueId"
  returning delivery."id", delivery."queueId", delivery."itemId", delivery."recipients", delivery."attempts",
    delivery."crashes", delivery."enqueuedAt", delivery."expiresAt", delivery."delayNoticeAt",
    item."networkMessageId", item."messageId", item."server", item."sender", item."subject", item."size",
    item."origin", item."receivedAt", queue."server" as "at"`
