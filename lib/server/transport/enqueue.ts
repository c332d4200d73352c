import type { MailRecipient } from '@/lib/exchange'
import type { Queryable } from './pool'
import { jsonText } from './tracking-rows'

/** A message with recipients that wait for the same next hop. */
export interface ToEnqueue {
  readonly itemId: bigint
  /** See queue-of.ts. */
  readonly queueId: bigint
  readonly recipients: readonly MailRecipient[]
  readonly enqueuedAt: Date
  readonly expiresAt: Date
  readonly delayNoticeAt: Date | null
  readonly lastError?: string | null
}

/** Puts messages into their queues. */
export async function enqueue(on: Queryable, entries: readonly ToEnqueue[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ itemId, queueId, recipients, ...one }) => ({
    ...one,
    itemId: String(itemId),
    queueId: String(queueId),
    recipients,
    recipientCount: recipients.length,
  }))
  await on.query({ name: 'enqueue', text: insert, values: [jsonText(rows)] })
}

const insert = `
  insert into "MailDelivery" ("itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt",
    "delayNoticeAt", "lastError")
  select "itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt", "delayNoticeAt", "lastError"
  from jsonb_to_recordset($1::jsonb) as entry("itemId" bigint, "queueId" bigint, "recipients" jsonb,
    "recipientCount" integer, "enqueuedAt" timestamptz, "expiresAt" timestamptz, "delayNoticeAt" timestamptz,
    "lastError" text)`
