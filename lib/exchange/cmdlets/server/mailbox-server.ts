import { define } from '../../organization/definition'
import { type Implied, impliedCmdlets, serversWith } from '../implied-noun'
import type { WithMore } from '../more-properties'

/** What is set for the Mailbox role of a server; named as the server. */
const mailboxServer = define<WithMore>('MailboxServer', 'Mailbox server', {
  columns: ['Name', 'DatabaseAvailabilityGroup'],
  settings: {},
  // Set-MailboxServer.
  defaults: {
    AutoDatabaseMountDial: 'GoodAvailability',
    CalendarRepairIntervalEndWindow: 30,
    CalendarRepairLogDirectorySizeLimit: '500 MB (524,288,000 bytes)',
    CalendarRepairLogEnabled: true,
    CalendarRepairLogFileAgeLimit: '10.00:00:00',
    CalendarRepairLogPath: null,
    CalendarRepairLogSubjectLoggingEnabled: true,
    CalendarRepairMissingItemFixDisabled: false,
    DatabaseCopyAutoActivationPolicy: 'Unrestricted',
    FolderLogForManagedFoldersEnabled: false,
    ForceGroupMetricsGeneration: false,
    IsExcludedFromProvisioning: false,
    Locale: [],
    LogDirectorySizeLimitForManagedFolders: 'Unlimited',
    MAPIEncryptionRequired: false,
    MaximumActiveDatabases: null,
    SubmissionServerOverrideList: [],
  },
})

const mailboxServers: Implied<WithMore> = {
  definition: mailboxServer,
  names: serversWith('Mailbox'),
  initial: async () => ({}),
}

export const mailboxServerCmdlets = impliedCmdlets(mailboxServers, {
  get: 'Lists the Mailbox servers and what is set for them.',
  set: 'Changes what is set for a Mailbox server.',
})
