import type { ExchangeVersion } from '../topology/exchange-version'
import type { TrackedEvent } from './mail'
import { messageLatency, writeTimeSpan } from './track/latency'

/** One line of a server's message tracking log, as it is read again. */
export interface TrackingEvent extends Omit<TrackedEvent, 'eventId' | 'source'> {
  /** Its place in the log: events of one millisecond are in the order of these numbers. */
  readonly id: string
  /** One of `TrackingEventId`; read again, it is a text. */
  readonly eventId: string
  readonly source: string
}

/** What is looked for; parts that are null match everything. */
export interface TrackingQuery {
  /** The name of a server; null reads the logs of all. */
  readonly server: string | null
  readonly start: Date | null
  readonly end: Date | null
  /** `<>` is the null reverse-path. */
  readonly sender: string | null
  /** Any of them. */
  readonly recipients: readonly string[] | null
  readonly eventId: string | null
  readonly source: string | null
  /** With or without its angle brackets. */
  readonly messageId: string | null
  readonly internalMessageId: string | null
  readonly networkMessageId: string | null
  /** Any part of the subject. */
  readonly messageSubject: string | null
  readonly reference: string | null
}

export const everyEvent: TrackingQuery = {
  server: null,
  start: null,
  end: null,
  sender: null,
  recipients: null,
  eventId: null,
  source: null,
  messageId: null,
  internalMessageId: null,
  networkMessageId: null,
  messageSubject: null,
  reference: null,
}

/** The tracking logs of the site's servers. */
export interface TrackingLog {
  /** In the order of their time, at most so many. */
  read(query: TrackingQuery, most: number): AsyncIterable<TrackingEvent>
}

/** An address as the log shows it: the null reverse-path is `<>`. */
export function shownSender(address: string): string {
  return address === '' ? '<>' : address
}

/** An event as Get-MessageTrackingLog shows it. What 2013 added is not there on 2010. */
export function showEvent(event: TrackingEvent, version: ExchangeVersion): object {
  const { details } = event
  const latency = messageLatency(event)
  return {
    Timestamp: event.at,
    ClientIp: details.clientIp,
    ClientHostname: details.clientHostname,
    ServerIp: details.serverIp,
    ServerHostname: details.serverHostname,
    SourceContext: details.sourceContext,
    ConnectorId: details.connectorId,
    Source: event.source,
    EventId: event.eventId,
    InternalMessageId: event.internalMessageId === null ? '' : String(event.internalMessageId),
    MessageId: event.messageId,
    ...(version === '2010' ? {} : { NetworkMessageId: event.networkMessageId ?? '' }),
    Recipients: details.recipients,
    RecipientStatus: details.recipientStatus,
    TotalBytes: event.totalBytes,
    RecipientCount: details.recipients.length,
    RelatedRecipientAddress: details.relatedRecipient,
    Reference: details.reference === '' ? [] : [details.reference],
    MessageSubject: event.subject,
    Sender: shownSender(details.sender),
    ReturnPath: shownSender(details.returnPath),
    Directionality: details.directionality,
    TenantId: '',
    OriginalClientIp: details.originalClientIp,
    MessageInfo: details.messageInfo,
    MessageLatency: latency && writeTimeSpan(latency.ms),
    MessageLatencyType: latency?.type ?? 'None',
    EventData: Object.entries(details.customData).map(([name, value]) => `[${name}, ${value}]`),
    ...(version === '2010' ? {} : { TransportTrafficType: 'Email', SchemaVersion: logVersion[version] }),
  }
}

/** The version that log files name in their second line. */
export const logVersion: Readonly<Record<ExchangeVersion, string>> = {
  '2010': '14.0.0.0',
  '2013': '15.0.0.0',
  '2016': '15.01.2507.006',
}
