import {
  type MailRecipient,
  replyText,
  type TrackedEvent,
  type TrackingEventId,
  type TrackingSource,
  trackedEvent,
} from '@/lib/exchange'
import type { MailboxOutcome } from './mailbox-outcome'

/** What the tracking log says of a message that went into mailboxes. */
export function mailboxEvents(
  { item, delivered, duplicate, failed, elsewhere }: MailboxOutcome,
  where: { readonly at: Date; readonly server: string; readonly database: string; readonly store: string },
): readonly TrackedEvent[] {
  const mail = { ...item, internalMessageId: item.itemId }
  const event = (
    eventId: TrackingEventId,
    source: TrackingSource,
    to: readonly MailRecipient[],
    recipientStatus: readonly string[] = [],
  ) =>
    to.length === 0
      ? []
      : [
          trackedEvent(mail, {
            ...{ at: where.at, server: where.server, eventId, source, recipientStatus },
            recipients: to.map(({ address }) => address),
            clientHostname: where.server,
            serverHostname: where.store,
            sourceContext: where.database,
          }),
        ]
  return [
    ...event(
      'DELIVER',
      'STOREDRIVER',
      delivered.map(({ recipient }) => recipient),
    ),
    ...event('DUPLICATEDELIVER', 'STOREDRIVER', duplicate),
    ...event(
      'FAIL',
      'STOREDRIVER',
      failed.map(({ recipient }) => recipient),
      failed.map(({ reply }) => replyText(reply)),
    ),
    ...event('RESUBMIT', 'STOREDRIVER', elsewhere),
  ]
}
