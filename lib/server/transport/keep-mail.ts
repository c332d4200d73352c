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
 * Keeps messages and puts each into the submission queue of its server, with one statement: all or none. A queue that
 * is missing, since it was idle for long or never needed, is made, and then they are kept.
 * @returns their numbers (InternalMessageId), in order
 */
export async function keepMail(
  on: Queryable,
  mails: readonly MailToKeep[],
): Promise<readonly MailItem['internalMessageId'][]> {
  const values = [jsonText(rowsOf(mails)), Buffer.concat(mails.map(({ mail }) => mail.content))]
  for (let time = 0; time < mostTries; time++) {
    const kept = await on.query<{ id: bigint; networkMessageId: string }>({
      name: 'keep-mail',
      text: insert,
      values,
    })
    if (kept.rows.length === mails.length) return inOrder(mails, kept.rows)
    await makeSubmissionQueues(on, mails)
  }
  throw new Error('The submission queue goes away as soon as it is made')
}

const mostTries = 4

function inOrder(mails: readonly MailToKeep[], rows: readonly { id: bigint; networkMessageId: string }[]) {
  const ids = new Map(rows.map(({ id, networkMessageId }) => [networkMessageId, id]))
  return mails.map(({ networkMessageId }) => ids.get(networkMessageId) ?? 0n)
}

async function makeSubmissionQueues(on: Queryable, mails: readonly MailToKeep[]): Promise<void> {
  const servers = new Map(mails.map(({ mail, receivedAt }) => [mail.server, receivedAt]))
  for (const [server, at] of [...servers].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    await queueOf(on, server, submissionHop, at)
}

/** The contents go as one value: in a list each of them would be written in hexadecimal digits. */
function rowsOf(mails: readonly MailToKeep[]) {
  let start = 1
  return mails.map((one) => {
    const row = rowOf(one, start)
    start += row.size
    return row
  })
}

/** @param start where its content begins, from 1 */
function rowOf({ mail, event, ...one }: MailToKeep, start: number) {
  return {
    start,
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
    recipients: mail.recipients satisfies readonly MailRecipient[],
    recipientCount: mail.recipients.length,
    event: event && trackingRow({ ...event, internalMessageId: null }),
  }
}

// The queue is locked as in queue-of.ts. Where one is missing nothing is kept.
const insert = `
  with queue as (
    select "id" as "queue", "server" from "MailQueue"
    where "server" in (select distinct "server" from jsonb_to_recordset($1::jsonb) as given("server" text))
      and "kind" = 'Submission' and "deliveryType" = 'Undefined' and "connector" = '' and "nextHopKey" = 'submission'
    for key share
  ), given as (
    select given.*
    from jsonb_to_recordset($1::jsonb) as given("start" integer, "networkMessageId" uuid, "messageId" text, "server" text,
      "sender" text, "subject" text, "size" integer, "origin" jsonb, "receivedAt" timestamptz, "expiresAt" timestamptz,
      "delayNoticeAt" timestamptz, "recipients" jsonb, "recipientCount" integer, "event" jsonb)
  ), mail as (
    select given.*, queue."queue" from given join queue using ("server")
    where not exists (select from given where "server" not in (select "server" from queue))
  ), item as (
    insert into "MailItem" ("networkMessageId", "messageId", "server", "sender", "subject", "size", "origin",
      "content", "receivedAt")
    select "networkMessageId", "messageId", "server", "sender", "subject", "size", "origin",
      substr($2::bytea, "start", "size"), "receivedAt"
    from mail order by "start"
    returning "id", "networkMessageId"
  ), delivery as (
    insert into "MailDelivery" ("itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt",
      "delayNoticeAt")
    select item."id", "queue", "recipients", "recipientCount", "receivedAt", "expiresAt", "delayNoticeAt"
    from mail join item using ("networkMessageId") order by "start"
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
