import { randomUUID } from 'node:crypto'
import {
  decodeWords,
  headerValue,
  hopRefusal,
  type MailOrigin,
  type Reception,
  receive,
  refuseWithReply,
  type SubmittedMail,
  spanSeconds,
  type TrackingEventId,
  type TrackingSource,
  trackedEvent,
} from '@/lib/exchange'
import { ok, type Result } from '@/lib/shell'
import type { MailToKeep } from '../keep-mail'
import type { Preparation } from './preparation'

/** As the properties of a message in Outlook; more of it says nothing. */
const longestSubject = 512
/** RFC 6532 §3.4: octets of a line, as far as a Message-ID is searched for. PostgreSQL indexes no more than 2704. */
const longestMessageId = 998

/**
 * Makes of a submitted message what is kept: completed with the fields that were missing, numbered, with its times on
 * the site's clock and the line of the tracking log.
 * @returns a refusal with an SMTP reply (`replyOfRefusal`) for a message that has come round too often
 */
export function prepareMail(
  mail: SubmittedMail,
  { settings, hopLimits }: Preparation,
  now: Date,
  networkMessageId: string = randomUUID(),
): Result<MailToKeep> {
  const reception = receive(mail, settings, networkMessageId, now)
  const loops = hopRefusal(reception.header, settings, hopLimits(mail.origin.connector))
  if (loops) return refuseWithReply(loops)
  const after = (span: unknown) => new Date(now.getTime() + spanSeconds(String(span)) * 1000)
  const { MessageExpirationTimeout, DelayNotificationTimeout } = settings.service
  const subject = subjectOf(reception)
  const messageId = keptMessageId(reception.messageId)
  const kept: MailToKeep = {
    networkMessageId,
    messageId,
    subject,
    mail: { ...mail, content: reception.content, origin: originOf(mail.origin, reception) },
    receivedAt: now,
    expiresAt: after(MessageExpirationTimeout),
    delayNoticeAt: mail.origin.source === 'DSN' ? null : after(DelayNotificationTimeout),
    event: null,
  }
  return ok({
    ...kept,
    event: settings.service.MessageTrackingLogEnabled === false ? null : eventOf(kept, settings),
  })
}

/** As it is kept in the end, so that it can be looked for: see jsonText. */
function keptMessageId(text: string): string {
  const kept = text.replaceAll('\0', '\ufffd').toWellFormed()
  return kept.slice(0, new TextEncoder().encodeInto(kept, new Uint8Array(longestMessageId)).read)
}

/**
 * A client's own answer by a rule (RFC 3834 §5), which AutoReplyEnabled of a remote domain asks for. What another server
 * of the organization hands on has been through that.
 */
function originOf(origin: MailOrigin, { header }: Reception): MailOrigin {
  const replied = /^\s*auto-replied\b/i.test(headerValue(header, 'Auto-Submitted') ?? '')
  const ours = origin.directionality === 'Originating' && !origin.relayed && origin.source !== 'DSN'
  return replied && ours ? { automatic: 'AutoReply', ...origin } : origin
}

function subjectOf({ header }: Reception): string {
  return decodeWords(headerValue(header, 'Subject') ?? '').slice(0, longestSubject)
}

/** How the tracking log names the coming of a message. */
const comings: Readonly<Record<MailOrigin['source'], readonly [TrackingEventId, TrackingSource]>> = {
  SMTP: ['RECEIVE', 'SMTP'],
  STOREDRIVER: ['RECEIVE', 'STOREDRIVER'],
  PICKUP: ['RECEIVE', 'PICKUP'],
  REPLAY: ['RECEIVE', 'PICKUP'],
  DSN: ['DSN', 'DSN'],
  AGENT: ['RECEIVE', 'AGENT'],
  ROUTING: ['RECEIVE', 'ROUTING'],
  REDUNDANCY: ['RESUBMIT', 'REDUNDANCY'],
}

function eventOf(
  { mail, receivedAt, subject, messageId, networkMessageId }: MailToKeep,
  { service }: Preparation['settings'],
): MailToKeep['event'] {
  const { origin, server, sender, content } = mail
  const [eventId, source] = comings[origin.source]
  const { internalMessageId: _, ...event } = trackedEvent(
    {
      internalMessageId: 0n,
      networkMessageId,
      messageId,
      sender,
      subject: service.MessageTrackingLogSubjectLoggingEnabled === false ? '' : subject,
      size: content.length,
      origin,
    },
    {
      at: receivedAt,
      server,
      eventId,
      source,
      recipients: mail.recipients.map(({ address }) => address),
      ...(origin.source === 'SMTP' && smtpDetails(origin, receivedAt)),
      ...(origin.source === 'DSN' && { recipientStatus: origin.status }),
    },
  )
  return event
}

/** `0cA`: from somebody anonymous, `0cI`: from within. */
function smtpDetails(origin: MailOrigin, at: Date) {
  return {
    clientIp: origin.clientIp,
    clientHostname: origin.clientName,
    serverIp: origin.serverIp,
    sourceContext: `${origin.sessionId};${at.toISOString()};0`,
    connectorId: origin.connector,
    messageInfo: origin.authenticatedAs === null ? '0cA: ' : '0cI: ',
  }
}
