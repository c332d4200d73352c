import { ok } from '@/lib/shell'
import { checkQuotaOrder, databaseQuotaDefaults } from '../directory/quota'
import { define, settingsOf } from '../organization/definition'
import { booleanKind, quotaKind, timeSpanKind } from '../organization/kind'
import type { MailboxQuotas } from '../store'

export interface MailboxDatabase extends Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'> {
  readonly server: string
  readonly mailboxRetention: string
  readonly deletedItemRetention: string
  readonly circularLoggingEnabled: boolean
  readonly mountAtStartup: boolean
}

const set = settingsOf<MailboxDatabase>()

export const mailboxDatabase = define<MailboxDatabase>('MailboxDatabase', 'mailbox database', {
  columns: ['Name', 'Server', 'Recovery', 'ReplicationType'],
  settings: {
    IssueWarningQuota: set('issueWarningQuota', quotaKind),
    ProhibitSendQuota: set('prohibitSendQuota', quotaKind),
    ProhibitSendReceiveQuota: set('prohibitSendReceiveQuota', quotaKind),
    MailboxRetention: set('mailboxRetention', timeSpanKind),
    DeletedItemRetention: set('deletedItemRetention', timeSpanKind),
    CircularLoggingEnabled: set('circularLoggingEnabled', booleanKind),
    MountAtStartup: set('mountAtStartup', booleanKind),
  },
  show: ({ properties }) => ({
    Server: properties.server,
    Recovery: false,
    ReplicationType: 'None',
  }),
  check: async ({ properties }) => {
    const order = checkQuotaOrder(properties)
    return order.ok ? ok(undefined) : order
  },
})

/** A database as Setup makes it: 30 days for disconnected mailboxes, 14 for deleted items (Set-MailboxDatabase). */
export function newMailboxDatabase(server: string): MailboxDatabase {
  return {
    ...databaseQuotaDefaults,
    server,
    mailboxRetention: '30.00:00:00',
    deletedItemRetention: '14.00:00:00',
    circularLoggingEnabled: false,
    mountAtStartup: true,
  }
}
