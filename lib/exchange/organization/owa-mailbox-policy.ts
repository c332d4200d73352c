import type { Named } from '../transport/setting-table'
import { initialOf, kinds, rows, settingsOfTable } from '../transport/setting-table'
import { define } from './definition'

/** What Outlook on the web offers to the mailboxes of a policy; everything is on until somebody turns it off. */
const features = [
  ...['ActiveSyncIntegrationEnabled', 'AllAddressListsEnabled', 'CalendarEnabled', 'ChangePasswordEnabled'],
  ...['ContactsEnabled', 'DelegateAccessEnabled', 'DirectFileAccessOnPrivateComputersEnabled'],
  ...['DirectFileAccessOnPublicComputersEnabled', 'GlobalAddressListEnabled', 'InstantMessagingEnabled'],
  ...['IRMEnabled', 'JournalEnabled', 'JunkEmailEnabled', 'NotesEnabled', 'OWALightEnabled'],
  ...[
    'PremiumClientEnabled',
    'PublicFoldersEnabled',
    'RecoverDeletedItemsEnabled',
    'RemindersAndNotificationsEnabled',
  ],
  ...['ReportJunkEmailEnabled', 'RulesEnabled', 'SearchFoldersEnabled', 'SignaturesEnabled', 'SMimeEnabled'],
  ...[
    'SpellCheckerEnabled',
    'TasksEnabled',
    'TextMessagingEnabled',
    'ThemeSelectionEnabled',
    'UMIntegrationEnabled',
  ],
  ...['WebReadyDocumentViewingOnPrivateComputersEnabled', 'WebReadyDocumentViewingOnPublicComputersEnabled'],
]

const table = [
  rows(kinds.boolean, Object.fromEntries(features.map((name) => [name, true]))),
  rows(kinds.text, { DefaultTheme: null }),
]

export const owaMailboxPolicy = define<Named>('OwaMailboxPolicy', 'Outlook on the web mailbox policy', {
  columns: ['Name', 'CalendarEnabled', 'ContactsEnabled', 'ChangePasswordEnabled'],
  settings: settingsOfTable(table),
})

export const newOwaMailboxPolicy: Named = initialOf(table, '2016')
