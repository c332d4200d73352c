import type { ExchangeVersion } from '../../topology/exchange-version'
import { shownSender, type TrackingEvent } from '../message-tracking'

type Row = readonly (string | number)[]

/** A line of the message tracking log, in the order of its fields. */
export function trackingLogRow(event: TrackingEvent, version: ExchangeVersion): Row {
  const { details } = event
  const since2013 = version !== '2010'
  return [
    event.at.toISOString(),
    details.clientIp,
    details.clientHostname,
    details.serverIp,
    details.serverHostname,
    details.sourceContext,
    details.connectorId,
    event.source,
    event.eventId,
    event.internalMessageId === null ? '' : String(event.internalMessageId),
    event.messageId,
    ...(since2013 ? [event.networkMessageId ?? ''] : []),
    details.recipients.join(';'),
    details.recipientStatus.join(';'),
    event.totalBytes,
    details.recipients.length,
    details.relatedRecipient,
    details.reference,
    event.subject,
    shownSender(details.sender),
    shownSender(details.returnPath),
    details.messageInfo,
    details.directionality,
    '',
    details.originalClientIp,
    details.originalServerIp,
    Object.entries(details.customData)
      .map(([name, value]) => `S:${name}=${value}`)
      .join(';'),
    ...(since2013 ? ['Email', logId(event), '15.0.0.0'] : []),
  ]
}

/** A number of 128 bits for each line: the one that the line has in our table. */
function logId({ id }: TrackingEvent): string {
  return `00000000-0000-0000-0000-${BigInt(id).toString(16).padStart(12, '0')}`
}

/** One SMTP session, or one connection of a queue, as it is kept. */
export interface LoggedSession {
  readonly connector: string
  readonly sessionId: string
  readonly localEndpoint: string
  readonly remoteEndpoint: string
  readonly lines: readonly {
    /** ISO 8601. */
    readonly at: string
    readonly event: string
    readonly data: string
    readonly context: string
  }[]
}

/** The lines of a session in a protocol log. */
export function protocolLogRows(session: LoggedSession): readonly Row[] {
  const { connector, sessionId, localEndpoint, remoteEndpoint, lines } = session
  return lines.map(({ at, event, data, context }, number) => [
    at,
    connector,
    sessionId,
    number,
    localEndpoint,
    remoteEndpoint,
    event,
    data,
    context,
  ])
}

/** The lines of a connection in the connectivity log: its ends are a kind of connection and a next hop. */
export function connectivityLogRows(session: LoggedSession): readonly Row[] {
  const { sessionId, localEndpoint, remoteEndpoint, lines } = session
  return lines.map(({ at, event, data }) => [at, sessionId, localEndpoint, remoteEndpoint, event, data])
}
