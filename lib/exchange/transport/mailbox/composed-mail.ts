import type { Result } from '@/lib/shell'
import type { MailboxUser } from '../../cmdlets/mailbox/require-mailbox'

/** Somebody whom a message is for: a primary address of the organization, or any address outside. */
export interface MailPerson {
  /** Empty where only the address is known. */
  readonly name: string
  readonly address: string
}

export interface MailAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** A message as somebody wrote it. */
export interface ComposedMail {
  readonly to: readonly MailPerson[]
  readonly cc: readonly MailPerson[]
  readonly bcc: readonly MailPerson[]
  readonly subject: string
  readonly text: string
  /** The same in HTML; absent where it was written as plain text. */
  readonly html?: string
  readonly attachments: readonly MailAttachment[]
  /** Message-IDs with their angle brackets: what it answers, and what that answered in turn (RFC 5322 §3.6.4). */
  readonly inReplyTo?: string
  readonly references?: readonly string[]
}

/** A message that is on its way out of a mailbox. */
export interface SubmittedFromMailbox {
  /** Its item in the Outbox. */
  readonly item: bigint
  readonly messageId: string
}

/** What the information store does for the users of mailboxes. */
export interface Mailboxes {
  /**
   * Puts a message into the Outbox of a mailbox, for the store driver to fetch. Refused over the quota
   * (MailboxQuotaExceeded), over MaxSendSize (MessageTooLarge) and over RecipientLimits (TooManyRecipients).
   */
  send(from: MailboxUser, mail: ComposedMail): Promise<Result<SubmittedFromMailbox>>
}

export function allRecipients({
  to,
  cc,
  bcc,
}: Pick<ComposedMail, 'to' | 'cc' | 'bcc'>): readonly MailPerson[] {
  return [...to, ...cc, ...bcc]
}
