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
  /** Absent as Setup's own database was made: mounted, at the usual place. */
  readonly mounted?: boolean
  readonly edbFilePath?: string
  readonly logFolderPath?: string
  readonly recovery?: boolean
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
  defaults: {
    AutoDatabaseMountDial: 'GoodAvailability',
    BackgroundDatabaseMaintenance: true,
    EventHistoryRetentionPeriod: '7.00:00:00',
    IndexEnabled: true,
    IsExcludedFromProvisioning: false,
    IsSuspendedFromProvisioning: false,
    RecoverableItemsQuota: '30 GB (32,212,254,720 bytes)',
    RecoverableItemsWarningQuota: '20 GB (21,474,836,480 bytes)',
    RetainDeletedItemsUntilBackup: false,
  },
  show: ({ name, properties }) => ({
    Server: properties.server,
    Recovery: properties.recovery ?? false,
    ReplicationType: 'None',
    ...databasePaths(name, properties),
  }),
  check: async ({ properties }) => {
    const order = checkQuotaOrder(properties)
    return order.ok ? ok(undefined) : order
  },
})

/** Where a database is kept: where it was put, or Exchange's own folder. */
export function databasePaths(
  name: string,
  { edbFilePath, logFolderPath }: Pick<MailboxDatabase, 'edbFilePath' | 'logFolderPath'>,
): { readonly EdbFilePath: string; readonly LogFolderPath: string } {
  const usual = `C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Mailbox\\${name}`
  return { EdbFilePath: edbFilePath ?? `${usual}\\${name}.edb`, LogFolderPath: logFolderPath ?? usual }
}

/** What of a place is kept: where it is not the usual one. */
export function ownPaths(
  name: string,
  { EdbFilePath, LogFolderPath }: Partial<ReturnType<typeof databasePaths>>,
): Pick<MailboxDatabase, 'edbFilePath' | 'logFolderPath'> {
  const usual = databasePaths(name, {})
  return {
    edbFilePath: EdbFilePath === usual.EdbFilePath ? undefined : EdbFilePath,
    logFolderPath: LogFolderPath === usual.LogFolderPath ? undefined : LogFolderPath,
  }
}

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
