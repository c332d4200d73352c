import type { MailRecipient } from './mail-item'
import type { SmtpReply } from './smtp-reply'

/** A recipient that a message does not reach. */
export interface FailedRecipient {
  readonly recipient: MailRecipient
  readonly reply: SmtpReply
  /** The server that said so (Remote-MTA, RFC 3464 §2.3.5); null where this one found out by itself. */
  readonly remote: string | null
}
