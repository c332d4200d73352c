import { printShortSize } from '../../directory/quota'
import type { MailboxQuotas } from '../../store'

type Limits = Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'>

/** What the owner of a mailbox is told about its size, by the names of Exchange's quota messages. */
export interface QuotaNotice {
  readonly type: 'WarningMailbox' | 'ProhibitSendMailbox'
  readonly subject: string
  readonly text: string
}

/** The quotas that count for a mailbox: its own, or those of its database. */
export function quotasOf(mailbox: MailboxQuotas, database: Limits | null): Limits {
  return mailbox.useDatabaseQuotaDefaults && database ? database : mailbox
}

/** Whether a mailbox takes no more: with this message it would be larger than ProhibitSendReceiveQuota. */
export function isFull(bytes: number, { prohibitSendReceiveQuota }: Limits, size: number): boolean {
  return prohibitSendReceiveQuota !== null && bytes + size > prohibitSendReceiveQuota
}

/**
 * The notice that a mailbox of this size is due, null below its warning quota.
 * @param own texts of the organization's own (New-SystemMessage), by type
 */
export function quotaNotice(
  bytes: number,
  limits: Limits,
  own: ReadonlyMap<string, string>,
): QuotaNotice | null {
  const { issueWarningQuota, prohibitSendQuota } = limits
  if (prohibitSendQuota !== null && bytes >= prohibitSendQuota)
    return {
      type: 'ProhibitSendMailbox',
      subject: 'Your mailbox is full.',
      text: own.get('ProhibitSendMailbox') ?? cannotSend(bytes, prohibitSendQuota),
    }
  if (issueWarningQuota === null || bytes < issueWarningQuota) return null
  return {
    type: 'WarningMailbox',
    subject: 'Your mailbox is almost full.',
    text: own.get('WarningMailbox') ?? almostFull(bytes, prohibitSendQuota ?? issueWarningQuota),
  }
}

const advice =
  "Please reduce your mailbox size. Delete any items you don't need from your mailbox and empty your Deleted Items folder."

const almostFull = (bytes: number, limit: number) =>
  `Your mailbox is almost full.\r\n\r\n${printShortSize(bytes)} of ${printShortSize(limit)} are used.\r\n\r\n${advice}`

const cannotSend = (bytes: number, limit: number) =>
  `Your mailbox is full. You can't send mail until it is smaller.\r\n\r\n${printShortSize(bytes)} are used; the limit is ${printShortSize(limit)}.\r\n\r\n${advice}`
