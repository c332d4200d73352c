import type { FailedRecipient } from '@/lib/exchange'
import type { Claimed } from './claim'
import type { Queryable } from './pool'
import type { Transport } from './worker'

/** What a sender is told (RFC 3464 §2.3.3). */
export type ReportKind = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

export interface ReportAsked {
  readonly kind: ReportKind
  readonly item: Claimed
  /** For `delivered`, `relayed` and `expanded` the reply is what the next hop said. */
  readonly recipients: readonly FailedRecipient[]
}

/**
 * Tells the sender what became of recipients: composes a report and puts it into the submission queue, in the
 * transaction that is given. Nothing is sent to the null reverse-path, and to those who asked for nothing (RFC 3461).
 */
export async function sendReport(_on: Queryable, _transport: Transport, _asked: ReportAsked): Promise<void> {}
