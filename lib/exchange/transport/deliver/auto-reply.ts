import type { More } from '../../store'
import type { AutomaticKind, MailOrigin, MailRecipient } from '../mail'
import { headerValue, type MessageHeader } from '../receive/header-fields'

export interface AutoReply {
  readonly text: string
  readonly kind: AutomaticKind & `${string}Oof`
}

/** A message that has come to a mailbox whose owner may be away. */
export interface MailForOwner {
  readonly sender: string
  readonly origin: Pick<MailOrigin, 'directionality' | 'source'>
  readonly header: MessageHeader
  /** The owner, as the message reached them. */
  readonly recipient: Pick<MailRecipient, 'address' | 'history'>
  /** Whether the sender's remote domain is given what people inside are told (AllowedOOFType InternalLegacy). */
  readonly takesInternal?: boolean
}

/**
 * What a mailbox answers by itself (Set-MailboxAutoReplyConfiguration); null where it says nothing. Nothing is answered
 * to reports, lists, other automatic messages (RFC 3834 §2) and what came by a group.
 */
export function autoReplyOf(mail: MailForOwner, config: More, now: Date): AutoReply | null {
  if (!isAway(config, now) || !mayBeAnswered(mail)) return null
  const internal = mail.origin.directionality === 'Originating' || mail.takesInternal === true
  // Known needs the owner's contacts, which nobody keeps here.
  if (!internal && String(config.ExternalAudience ?? 'All') !== 'All') return null
  const text = String((internal ? config.InternalMessage : config.ExternalMessage) ?? '')
  return text.trim() === '' ? null : { text, kind: internal ? 'InternalOof' : 'ExternalOof' }
}

function isAway({ AutoReplyState, StartTime, EndTime }: More, now: Date): boolean {
  if (AutoReplyState === 'Enabled') return true
  if (AutoReplyState !== 'Scheduled') return false
  const [from, to] = [StartTime, EndTime].map((time) => new Date(String(time)).getTime())
  return !(now.getTime() < Number(from)) && !(now.getTime() >= Number(to))
}

function mayBeAnswered({ sender, origin, header, recipient }: MailForOwner): boolean {
  const value = (name: string) => headerValue(header, name)?.trim().toLowerCase() ?? ''
  const isList = header.fields.some(({ name }) => /^list-/i.test(name))
  return (
    sender !== '' &&
    sender.toLowerCase() !== recipient.address.toLowerCase() &&
    !/^(mailer-daemon|postmaster|owner-.*|.*-request|.*-owner|microsoftexchange[\da-f]{32})@/i.test(sender) &&
    origin.source !== 'DSN' &&
    recipient.history.length === 0 &&
    !isList &&
    ['', 'no'].includes(value('Auto-Submitted')) &&
    !['bulk', 'list', 'junk'].includes(value('Precedence')) &&
    !/\b(all|oof|autoreply)\b/.test(value('X-Auto-Response-Suppress'))
  )
}
