import type { ExchangeVersion } from '../../topology/exchange-version'
import type { SmtpReply } from '../mail'

const reply = (code: number, status: string, text: string): SmtpReply => ({ code, status, text })

/** What Exchange says in an SMTP session, besides what the protocol itself says. */
export const sessionReplies = {
  startTlsFirst: reply(530, '5.7.0', 'Must issue a STARTTLS command first'),
  certificateInvalid: reply(454, '4.7.5', 'Certificate validation failure'),
  notAuthenticated: reply(530, '5.7.1', 'Client was not authenticated'),
  authenticationFailed: reply(535, '5.7.3', 'Authentication unsuccessful'),
  unknownMechanism: reply(504, '5.7.4', 'Unrecognized authentication type'),
  cannotRelay: reply(550, '5.7.1', 'Unable to relay'),
  notThisSender: reply(550, '5.7.1', 'Client does not have permissions to send as this sender'),
  invalidAddress: reply(501, '5.1.7', 'Invalid address'),
  directoryAway: reply(451, '4.3.0', 'Directory is not available'),
  tooLarge: reply(552, '5.3.4', 'Message size exceeds fixed maximum message size'),
  headerTooLarge: reply(552, '5.3.4', 'Header size exceeds fixed maximum size'),
  bareLinefeeds: reply(550, '5.6.11', 'SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds'),
  insufficientResources: reply(452, '4.3.1', 'Insufficient system resources'),
  tooManyRecipients: reply(452, '4.5.3', 'Too many recipients'),
  tooManyErrors: reply(421, '4.7.0', 'Too many errors on this connection, closing transmission channel'),
  tooManyConnections: reply(
    421,
    '4.3.2',
    'The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
  ),
  tooManyOfThisSource: reply(
    421,
    '4.3.2',
    'The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel',
  ),
  tooManyMessages: reply(
    421,
    '4.4.2',
    'Message submission rate for this client has exceeded the configured limit',
  ),
  notAvailable: reply(421, '4.3.2', 'Service not available, closing transmission channel'),
  timedOut: reply(421, '4.4.1', 'Connection timed out'),
} as const

/** A recipient that nobody has: 2010 in its words, later versions in theirs. */
export function unknownRecipient(version: ExchangeVersion): SmtpReply {
  return version === '2010'
    ? reply(550, '5.1.1', 'User unknown')
    : reply(550, '5.1.10', 'RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup')
}

/** Why a client may not send under somebody's address. */
export function sendAsDenied(version: ExchangeVersion): SmtpReply {
  return version === '2010'
    ? sessionReplies.notThisSender
    : reply(550, '5.7.60', 'SMTP; Client does not have permissions to send as this sender')
}

/** 2010 tells the number alone. */
export function queuedText(
  version: ExchangeVersion,
  messageId: string,
  internalId: bigint,
  hostname: string,
): string {
  const host = version === '2010' ? '' : `, Hostname=${hostname}`
  return `2.6.0 ${messageId} [InternalId=${internalId}${host}] Queued mail for delivery`
}
