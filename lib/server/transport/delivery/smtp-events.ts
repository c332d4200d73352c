import {
  type FailedRecipient,
  replyText,
  type TrackedEvent,
  type TrackingEventId,
  trackedEvent,
} from '@/lib/exchange'
import type { SmtpOutcome } from './smtp-outcome'

/** What the tracking log says of a message that was sent, or was to be. */
export function smtpEvents(
  { queue, item, by, sent, failed, deferred }: SmtpOutcome,
  at: Date,
): readonly TrackedEvent[] {
  const mail = { ...item, internalMessageId: item.itemId }
  const event = (eventId: TrackingEventId, recipients: readonly FailedRecipient[]) =>
    recipients.length === 0
      ? []
      : [
          trackedEvent(mail, {
            ...{ at, server: queue.server, eventId, source: by ? 'SMTP' : 'DNS' },
            recipients: recipients.map(({ recipient }) => recipient.address),
            recipientStatus: recipients.map(({ reply }) => replyText(reply)),
            ...(by && {
              clientIp: by.from,
              clientHostname: queue.server,
              serverIp: by.address,
              serverHostname: by.host,
              connectorId: by.connector,
              sourceContext: `${by.sessionId};${at.toISOString()};0`,
            }),
          }),
        ]
  return [...event('SEND', sent), ...event('FAIL', failed), ...event('DEFER', deferred)]
}
