import { type TrackedEvent, transportServer } from '@/lib/exchange'
import type { Queryable } from './pool'

/** An event as a row: keys in lower case for those who search, the rest as it is shown. */
export function trackingRow(event: TrackedEvent) {
  const { details } = event
  return {
    at: event.at.toISOString(),
    server: event.server,
    eventId: event.eventId,
    source: event.source,
    messageId: event.messageId,
    internalMessageId: event.internalMessageId === null ? null : String(event.internalMessageId),
    networkMessageId: event.networkMessageId,
    senderKey: details.sender.toLowerCase(),
    recipientKeys: details.recipients.map((one) => one.toLowerCase()),
    subject: event.subject,
    totalBytes: event.totalBytes,
    details,
  }
}

/**
 * PostgreSQL keeps no NUL in a text, and no half of a surrogate pair; what the network sends may have either, and what is
 * shortened may end in one. JSON.stringify escapes just these two. An escaped backslash before a `u` is something else.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (!text.includes('\\u')) return text
  return text.replaceAll(
    /(\\\\)|\\u(?:0000|d[89a-f][\da-f]{2})/g,
    (_, backslash?: string) => backslash ?? '\\ufffd',
  )
}

/**
 * Writes events in the order given: those of servers that keep a log (MessageTrackingLogEnabled), and subjects where
 * they are logged (MessageTrackingLogSubjectLoggingEnabled). Both are seen as they are when it is written.
 */
export async function writeTracking(on: Queryable, events: readonly TrackedEvent[]): Promise<void> {
  if (events.length === 0) return
  await on.query({ name: 'write-tracking', text: insert, values: [jsonText(events.map(trackingRow))] })
}

/** What the server of an event has set, as text; null for what was never changed. A join would not keep the order. */
const setting = (name: string) => `(
  select "properties" ->> '${name}' from "SiteObject"
  where "class" = '${transportServer.class}' and "nameKey" = lower(event."server"))`

const insert = `
  insert into "MessageTracking" ("at", "server", "eventId", "source", "messageId", "internalMessageId",
    "networkMessageId", "senderKey", "recipientKeys", "subject", "totalBytes", "details")
  select "at", "server", "eventId", "source", "messageId", "internalMessageId", "networkMessageId", "senderKey",
    "recipientKeys", case ${setting('MessageTrackingLogSubjectLoggingEnabled')} when 'false' then '' else "subject" end,
    "totalBytes", "details"
  from jsonb_to_recordset($1::jsonb) as event("at" timestamptz, "server" text, "eventId" text, "source" text,
    "messageId" text, "internalMessageId" bigint, "networkMessageId" uuid, "senderKey" text,
    "recipientKeys" text[], "subject" text, "totalBytes" integer, "details" jsonb)
  where ${setting('MessageTrackingLogEnabled')} is distinct from 'false'`
