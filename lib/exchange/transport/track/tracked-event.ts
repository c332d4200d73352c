import type { MailItem, TrackedEvent, TrackingDetails, TrackingEventId, TrackingSource } from '../mail'

/** What of a message the tracking log repeats with every event. */
export type TrackedMail = Pick<
  MailItem,
  'internalMessageId' | 'networkMessageId' | 'messageId' | 'sender' | 'subject' | 'size' | 'origin'
> &
  Partial<Pick<MailItem, 'receivedAt'>>

/** With these the message-info field is when the message came in. */
const arrivalTold: ReadonlySet<TrackingEventId> = new Set(['DELIVER', 'SEND'])

/** One event of a message. What is not given of the details is as the message came. */
export function trackedEvent(
  mail: TrackedMail,
  happened: {
    readonly at: Date
    readonly server: string
    readonly eventId: TrackingEventId
    readonly source: TrackingSource
    readonly recipients: readonly string[]
  } & Partial<Omit<TrackingDetails, 'recipients' | 'sender' | 'directionality'>>,
): TrackedEvent {
  const { at, server, eventId, source, recipients, ...details } = happened
  const { origin } = mail
  return {
    at,
    server,
    eventId,
    source,
    messageId: mail.messageId,
    internalMessageId: mail.internalMessageId,
    networkMessageId: mail.networkMessageId,
    subject: mail.subject,
    totalBytes: mail.size,
    details: {
      clientIp: '',
      clientHostname: '',
      serverIp: '',
      serverHostname: server,
      sourceContext: '',
      connectorId: '',
      returnPath: mail.sender,
      recipientStatus: [],
      relatedRecipient: '',
      reference: origin.about ?? '',
      messageInfo: arrivalTold.has(eventId) ? (mail.receivedAt?.toISOString() ?? '') : '',
      originalClientIp: origin.clientIp,
      originalServerIp: origin.serverIp,
      customData: {},
      ...details,
      sender: mail.sender,
      recipients,
      directionality: origin.directionality,
    },
  }
}
