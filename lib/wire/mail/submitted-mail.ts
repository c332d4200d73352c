import type { SMTPServerSession } from 'smtp-server'
import {
  headerValue,
  type MailOrigin,
  type MailRecipient,
  readHeader,
  type Speaker,
  type SubmittedMail,
  wasProcessed,
} from '@/lib/exchange'
import type { ExchangeSession } from './exchange-session'
import { plainAddress } from './mail-parameters'

const bodies: Readonly<Record<string, MailOrigin['body']>> = { '7bit': '7BIT', '8bitmime': '8BITMIME' }

/** A received message with all that its envelope and its session told. */
export function submittedMail(
  session: ExchangeSession,
  content: Uint8Array,
  recipients: readonly MailRecipient[],
  { envelope, hostNameAppearsAs }: SMTPServerSession,
): SubmittedMail {
  const { server, address, connector } = session.end
  const ret = envelope.dsn?.ret
  return {
    server,
    sender: envelope.mailFrom ? plainAddress(envelope.mailFrom) : '',
    recipients,
    content,
    origin: {
      source: 'SMTP',
      ...trustOf(session, content),
      connector: connector.name,
      sessionId: session.record.id,
      clientIp: session.clientIp,
      clientName: hostNameAppearsAs,
      serverIp: address,
      ret: ret === 'FULL' || ret === 'HDRS' ? ret : null,
      envid: envelope.dsn?.envid ?? null,
      body: bodies[envelope.bodyType ?? ''] ?? '7BIT',
      smtputf8: envelope.smtpUtf8 ?? false,
      about: null,
      status: [],
      bypassesLimits: session.rights.has('BypassMessageSizeLimit'),
    },
  }
}

/** Somebody who signed in, or a server that is trusted: neither a stranger, nor one whose domain alone is known. */
export function isInside({ kind }: Speaker): boolean {
  return kind !== 'stranger' && kind !== 'partner'
}

/** Another server of the site tells by its fields what the message was to it: a stranger's stays a stranger's. */
function trustOf(
  { speaker, end }: ExchangeSession,
  content: Uint8Array,
): Pick<MailOrigin, 'directionality' | 'authenticatedAs' | 'relayed'> {
  if (!isInside(speaker)) return { directionality: 'Incoming', authenticatedAs: null }
  if (speaker.kind === 'user') return { directionality: 'Originating', authenticatedAs: speaker.id }
  const trusted = speaker.kind === 'server' ? speaker.name : end.connector.name
  const header = readHeader(content)
  const told = (name: string) => headerValue(header, `X-MS-Exchange-Organization-${name}`)?.toLowerCase()
  return {
    directionality: told('MessageDirectionality') === 'incoming' ? 'Incoming' : 'Originating',
    authenticatedAs: told('AuthAs') === 'anonymous' ? null : trusted,
    ...(speaker.kind === 'server' && wasProcessed(header) && { relayed: true }),
  }
}
