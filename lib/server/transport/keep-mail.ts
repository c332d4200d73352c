import {
  type MailItem,
  type MailRecipient,
  type SubmittedMail,
  submissionHop,
  type TrackedEvent,
} from '@/lib/exchange'
import type { Queryable } from './pool'
import { queueOf } from './queue-of'
import { jsonText, trackingRow } from './tracking-rows'

/** A message with all that is kept of it. */
export interface MailToKeep {
  readonly networkMessageId: string
  readonly messageId: string
  readonly subject: string
  readonly mail: SubmittedMail
  readonly receivedAt: Date
  readonly expiresAt: Date
  /** Null for reports: nobody is told that they are late. */
  readonly delayNoticeAt: Date | null
  /** What the tracking log says of its coming, without its number. */
  readonly event: Omit<TrackedEvent, 'internalMessageId'> | null
}

/**
 * Keeps messages and puts each into the submission queue of its server, with one statement: all or none.
 * @returns their numbers (InternalMessageId), in order
 */
export async function keepMail(
  on: Queryable,
  mails: readonly MailToKeep[],
): Promise<readonly MailItem['internalMessageId'][]> {
  const queues = await submissionQueues(on, mails)
  const kept = await on.query<{ id: bigint; networkMessageId: string }>({
    name: 'keep-mail',
    text: insert,
    values: [
      jsonText(mails.map((one) => row(one, queues.get(one.mail.server) ?? 0n))),
      mails.map(({ mail }) => mail.content),
    ],
  })
  const ids = new Map(kept.rows.map(({ id, networkMessageId }) => [networkMessageId, id]))
  return mails.map(({ networkMessageId }) => ids.get(networkMessageId) ?? 0n)
}

async function submissionQueues(on: Queryable, mails: readonly MailToKeep[]) {
  const queues = new Map<string, bigint>()
  for (const { mail, receivedAt } of mails)
    if (!queues.has(mail.server))
      queues.set(mail.server, await queueOf(on, mail.server, submissionHop, receivedAt))
  return queues
}

function row({ mail, event, ...one }: MailToKeep, queue: bigint) {
  return {
    networkMessageId: one.networkMessageId,
    messageId: one.messageId,
    server: mail.server,
    sender: mail.sender,
    subject: one.subject,
    size: mail.content.length,
    origin: mail.origin,
    receivedAt: one.receivedAt,
    expiresAt: one.expiresAt,
    delayNoticeAt: one.delayNoticeAt,
    queue: String(queue),
    recipients: mail.recipients satisfies readonly MailRecipient[],
    recipientCount: mail.recipients.length,
    event: event && trackingRow({ ...event, internalMessageId: null }),
  }
}

const insert = `
  with mail as (
    select given.*
    from rows from (
      jsonb_to_recordset($1::jsonb) as ("networkMessageId" uuid, "messageId" text, "server" text, "sender" text,
        "subject" text, "size" integer, "origin" jsonb, "receivedAt" timestamptz, "expiresAt" timestamptz,
        "delayNoticeAt" timestamptz, "queue" bigint, "recipients" jsonb, "recipientCount" integer, "event" jsonb),
      unnest($2::bytea[])
    ) as given("networkMessageId", "messageId", "server", "sender", "subject", "size", "origin", "receivedAt",
      "expiresAt", "delayNoticeAt", "queue", "recipients", "recipientCount", "event", "content")
  ), item as (
    insert into "MailItem" ("networkMessageId", "messageId", "server", "sender", "subject", "size", "origin",
      "content", "receivedAt")
    select "networkMessageId", "messageId", "server", "sender", "subject", "size", "origin", "content", "receivedAt"
    from mail
    returning "id", "networkMessageId"
  ), delivery as (
    insert into "MailDelivery" ("itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt",
      "delayNoticeAt")
    select item."id", "queue", "recipients", "recipientCount", "receivedAt", "expiresAt", "delayNoticeAt"
    from mail join item using ("networkMessageId")
  ), tracking as (
    insert into "MessageTracking" ("at", "server", "eventId", "source", "messageId", "internalMessageId",
      "networkMessageId", "senderKey", "recipientKeys", "subject", "totalBytes", "details")
    select event."at", event."server", event."eventId", event."source", event."messageId", item."id",
      item."networkMessageId", event."senderKey", event."recipientKeys", event."subject", event."totalBytes",
      event."details"
    from mail join item using ("networkMessageId"),
      jsonb_to_record(mail."event") as event("at" timestamptz, "server" text, "eventId" text, "source" text,
        "messageId" text, "senderKey" text, "recipientKeys" text[], "subject" text, "totalBytes" integer,
        "details" jsonb)
    where mail."event" is not null
  )
  select "id", "networkMessageId" from item`
