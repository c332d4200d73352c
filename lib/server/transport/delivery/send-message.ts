import { isUtf8 } from 'node:buffer'
import { hasEightBits, inSevenBits, type MailRecipient, readHeader, type SmtpReply } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { Sent } from './server-said'
import type { Envelope, SmtpSession } from './smtp-session'

/** RFC 5321 §4.5.3.1.8: as many recipients as every server takes. */
const mostRecipients = 100

const tooLarge: SmtpReply = {
  code: 552,
  status: '5.3.4',
  text: 'SMTPSEND.OverAdvertisedSize; message size exceeds the size that the receiving server takes',
}
const no8bit: SmtpReply = { code: 554, status: '5.6.1', text: 'Body type not supported by Remote Host' }
const noUtf8: SmtpReply = {
  code: 550,
  status: '5.6.7',
  text: 'SMTPSEND.Utf8AddressNotSupported; the receiving server does not support internationalized addresses',
}
const noUtf8Header: SmtpReply = {
  code: 550,
  status: '5.6.9',
  text: 'SMTPSEND.Utf8HeaderNotSupported; the receiving server does not support internationalized headers',
}
const badAddress: SmtpReply = { code: 501, status: '5.1.3', text: 'Invalid address' }

/** What is to be sent of a message. */
export type Outgoing = Pick<Claimed, 'sender' | 'size' | 'origin' | 'recipients'>

/**
 * Sends a message to all its recipients, in as many transactions as it takes.
 * @returns what was said to each; `lost` when the connection ended, with what was said to those before
 */
export async function sendMessage(
  session: SmtpSession,
  mail: Outgoing,
  content: Uint8Array,
): Promise<{ readonly replies: ReadonlyMap<MailRecipient, SmtpReply>; readonly lost: string | null }> {
  const replies = new Map<MailRecipient, SmtpReply>()
  const form = formFor(session, mail, content)
  for (const recipient of mail.recipients) {
    const refusal = form === null ? no8bit : cannotBeSent(session, mail, form, recipient)
    if (refusal) replies.set(recipient, refusal)
  }
  if (form === null) return { replies, lost: null }
  for (const group of transactions(
    session,
    mail.recipients.filter((one) => !replies.has(one)),
  )) {
    const sent: Sent = await session.send(envelopeOf(session, mail, form, group), form.content)
    if (sent.kind === 'lost') return { replies, lost: sent.said }
    for (const recipient of group) {
      const reply = sent.replies.get(recipient.address.trim())
      if (reply) replies.set(recipient, reply)
    }
  }
  return { replies, lost: null }
}

/** A message as the other server takes it. */
interface Form {
  readonly content: Uint8Array
  /** As it is announced; 0 announces none. */
  readonly size: number
  readonly hasEightBits: boolean
}

/** Encoded where the other knows no 8BITMIME (RFC 6152 §3); null where that would break the message. */
function formFor(session: SmtpSession, { size, origin }: Outgoing, content: Uint8Array): Form | null {
  if (session.offers('8BITMIME'))
    return { content, size, hasEightBits: origin.body !== '7BIT' || hasEightBits(content) }
  const converted = inSevenBits(content)
  if (!converted) return null
  const grown = size + Math.max(converted.byteLength - content.byteLength, 0)
  return { content: converted, size: size === 0 ? 0 : grown, hasEightBits: false }
}

function cannotBeSent(
  session: SmtpSession,
  { sender, origin }: Outgoing,
  { content, size }: Form,
  { address }: MailRecipient,
): SmtpReply | null {
  if (!/^[^\s<>\p{Cc}]+$/u.test(address)) return badAddress
  if (session.largest !== null && size > session.largest) return tooLarge
  if (session.offers('SMTPUTF8')) return null
  if (/[^\x00-\x7f]/.test(sender + address)) return noUtf8
  return origin.smtputf8 && hasUtf8Header(content) ? noUtf8Header : null
}

/** RFC 6531 §3.2: what asked for SMTPUTF8 and does not use it may go to a server without it. */
function hasUtf8Header(content: Uint8Array): boolean {
  const header = content.subarray(0, readHeader(content).end)
  return hasEightBits(header) && isUtf8(header)
}

/** nodemailer gives all recipients of a transaction the same parameters (RFC 3461 §4): others need one of their own. */
function transactions(
  session: SmtpSession,
  recipients: readonly MailRecipient[],
): readonly (readonly MailRecipient[])[] {
  const groups = new Map<string, MailRecipient[][]>()
  for (const recipient of recipients) {
    const key = session.offers('DSN') ? JSON.stringify([notifyOf(recipient), recipient.orcpt]) : ''
    const group = groups.get(key) ?? []
    groups.set(key, group)
    const last = group.at(-1)
    if (last && last.length < mostRecipients) last.push(recipient)
    else group.push([recipient])
  }
  return [...groups.values()].flat()
}

/** Who came by a group that sends no reports is to be reported by nobody else either. */
const notifyOf = ({ notify, reportTo }: MailRecipient) =>
  reportTo === 'nobody' ? (['NEVER'] as const) : notify

function envelopeOf(
  session: SmtpSession,
  { sender, origin }: Outgoing,
  { content, size, hasEightBits: use8BitMime }: Form,
  group: readonly MailRecipient[],
): Envelope {
  const [first] = group
  const { ret, envid } = origin
  const notify = first ? notifyOf(first) : null
  const asks = Boolean(ret || envid || notify || first?.orcpt)
  return {
    from: sender,
    to: group.map(({ address }) => address.trim()),
    size,
    use8BitMime,
    utf8: session.offers('SMTPUTF8') && hasUtf8Header(content),
    ...(session.offers('DSN') && asks
      ? { dsn: { ret, envid, notify: notify ? [...notify] : null, orcpt: first?.orcpt ?? null } }
      : {}),
  }
}
