import type { Stored } from '../store'
import type { ExchangeServer } from '../topology/exchange-server'

/** One line of a server's message tracking log. */
export interface TrackingEvent {
  readonly timestamp: Date
  readonly eventId: string
  readonly source: string
  readonly sender: string
  readonly recipients: readonly string[]
  readonly messageSubject: string
  readonly messageId: string
  readonly internalMessageId: string
  readonly reference: string
  readonly totalBytes: number
  readonly connectorId: string
  readonly clientIp: string
  readonly serverIp: string
}

/** What is looked for; parts that are absent match everything. */
export interface TrackingQuery {
  readonly start: Date | null
  readonly end: Date | null
  readonly sender: string | null
  /** Any of them. */
  readonly recipients: readonly string[] | null
  readonly eventId: string | null
  readonly source: string | null
  readonly messageId: string | null
  readonly internalMessageId: string | null
  readonly messageSubject: string | null
  readonly reference: string | null
}

/** The tracking logs of the site's servers. */
export interface TrackingLog {
  /** In the order in which they were written. */
  read(server: Stored<ExchangeServer>, query: TrackingQuery): AsyncIterable<TrackingEvent>
}

function same(wanted: string | null, own: string): boolean {
  return wanted === null || wanted.toLowerCase() === own.toLowerCase()
}

export function matches(event: TrackingEvent, query: TrackingQuery): boolean {
  const { recipients, messageSubject } = query
  return (
    (query.start === null || event.timestamp >= query.start) &&
    (query.end === null || event.timestamp <= query.end) &&
    same(query.sender, event.sender) &&
    same(query.eventId, event.eventId) &&
    same(query.source, event.source) &&
    same(query.messageId, event.messageId) &&
    same(query.internalMessageId, event.internalMessageId) &&
    same(query.reference, event.reference) &&
    (recipients === null || recipients.some((one) => event.recipients.some((own) => same(one, own)))) &&
    (messageSubject === null || event.messageSubject.toLowerCase().includes(messageSubject.toLowerCase()))
  )
}

export function showEvent(event: TrackingEvent): object {
  return {
    Timestamp: event.timestamp,
    EventId: event.eventId,
    Source: event.source,
    Sender: event.sender,
    Recipients: event.recipients,
    MessageSubject: event.messageSubject,
    MessageId: event.messageId,
    InternalMessageId: event.internalMessageId,
    Reference: event.reference,
    TotalBytes: event.totalBytes,
    ConnectorId: event.connectorId,
    ClientIp: event.clientIp,
    ServerIp: event.serverIp,
  }
}
