import { type FailedRecipient, isTransient, type MailRecipient, type SmtpReply } from '@/lib/exchange'
import type { Claimed } from '../claim'
import type { DueQueue } from './due-queues'

/** Where a message was sent to, as logs have it. */
export interface SentBy {
  readonly host: string
  readonly address: string
  readonly from: string
  readonly connector: string
  readonly sessionId: string
}

/** What became of one message in a queue. */
export interface SmtpOutcome {
  readonly queue: DueQueue
  readonly item: Claimed
  /** Null where nobody was connected to. */
  readonly by: SentBy | null
  readonly sent: readonly FailedRecipient[]
  readonly failed: readonly FailedRecipient[]
  /** They stay in the queue. */
  readonly deferred: readonly FailedRecipient[]
  /** Whether the next hop reports deliveries itself (RFC 3461 §5.2.2). */
  readonly reportsItself: boolean
  readonly nextAttemptAt: Date
}

/** By what was said to each recipient: delivered, to be tried again, or failed (RFC 5321 §4.2.1). */
export function sortReplies(
  recipients: readonly MailRecipient[],
  replyTo: (recipient: MailRecipient) => SmtpReply,
  remote: string | null,
): Pick<SmtpOutcome, 'sent' | 'failed' | 'deferred'> {
  const all = recipients.map((recipient) => ({ recipient, reply: replyTo(recipient), remote }))
  return {
    sent: all.filter(({ reply }) => reply.code < 400),
    deferred: all.filter(({ reply }) => isTransient(reply)),
    failed: all.filter(({ reply }) => reply.code >= 500),
  }
}
