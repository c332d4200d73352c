import { enumeration, mandatory, ok, piped, refuse, switchParameter, text } from '@/lib/shell'
import { printSize } from '../../directory/quota'
import { exchangeServer } from '../../topology/exchange-server'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { requireDisconnected } from '../mailbox/disconnect-mailbox'
import { policyAddresses } from '../mailbox/new-mailbox-attributes'
import { requireMailbox, requireUser } from '../mailbox/require-mailbox'
import { requireRecipient } from './find-recipient'

const folders = [
  ['/Top of Information Store', 'Root'],
  ['/Calendar', 'Calendar'],
  ['/Contacts', 'Contacts'],
  ['/Deleted Items', 'DeletedItems'],
  ['/Drafts', 'Drafts'],
  ['/Inbox', 'Inbox'],
  ['/Journal', 'Journal'],
  ['/Junk E-mail', 'JunkEmail'],
  ['/Notes', 'Notes'],
  ['/Outbox', 'Outbox'],
  ['/Sent Items', 'SentItems'],
  ['/Tasks', 'Tasks'],
  ['/Recoverable Items', 'RecoverableItemsRoot'],
  ['/Deletions', 'RecoverableItemsDeletions'],
  ['/Purges', 'RecoverableItemsPurges'],
  ['/Versions', 'RecoverableItemsVersions'],
] as const

/** The folders of a mailbox that its owner sees, without the root: Calendar, Inbox, Sent Items. */
export const mailboxFolders: readonly string[] = folders
  .filter(([, type]) => type !== 'Root' && !type.startsWith('RecoverableItems'))
  .map(([path]) => path.slice(1))

const getFolderStatistics = exchangeCmdlet({
  name: 'Get-MailboxFolderStatistics',
  synopsis: 'Shows how many items the folders of a mailbox have.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), FolderScope: text, Archive: switchParameter },
  run: async ({ Identity, FolderScope = 'All', Archive }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    const { mailbox, logonName, attributes } = user.value
    if (Archive && !attributes.archive)
      return refuse(
        'InvalidOperation',
        'ArchiveNotEnabled',
        `The mailbox '${user.value.name}' doesn't have an archive.`,
        {
          target: 'Archive',
        },
      )
    const scope = FolderScope.toLowerCase()
    const asked = folders.filter(([, type]) =>
      scope === 'all'
        ? true
        : scope === 'recoverableitems'
          ? type.startsWith('RecoverableItems')
          : type.toLowerCase() === scope,
    )
    // What a mailbox holds is known as a whole; all of it is in the Inbox.
    const output = asked.map(([path, type]) => {
      const holds = type === 'Inbox' && !Archive
      return {
        Name: path.slice(1),
        FolderPath: path,
        FolderType: type,
        ItemsInFolder: holds ? mailbox.itemCount : 0,
        FolderSize: printSize(holds ? mailbox.bytes : 0),
        ItemsInFolderAndSubfolders: holds || type === 'Root' ? mailbox.itemCount : 0,
        FolderAndSubfolderSize: printSize(holds || type === 'Root' ? mailbox.bytes : 0),
        Identity: `${logonName}${path.replaceAll('/', '\\')}`,
      }
    })
    return ok({ output })
  },
})

const searchMailbox = exchangeCmdlet({
  name: 'Search-Mailbox',
  synopsis: 'Searches a mailbox, and copies or deletes what it finds.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    TargetMailbox: text,
    TargetFolder: text,
    SearchQuery: text,
  },
  run: async ({ Identity, TargetMailbox, TargetFolder }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    const target =
      TargetMailbox === undefined ? null : await requireMailbox(site, TargetMailbox, 'TargetMailbox')
    if (target && !target.ok) return target
    const result = {
      Identity: user.value.name,
      TargetMailbox: target?.ok ? target.value.name : null,
      TargetFolder: TargetFolder ?? null,
      Success: true,
      ResultItemsCount: 0,
      ResultItemsSize: printSize(0),
    }
    return ok({ output: [result], undo: [] })
  },
})

/** Nothing here keeps a database twice, so there is none to restore from. */
const restoreMailbox = exchangeCmdlet({
  name: 'Restore-Mailbox',
  synopsis: 'Takes a mailbox from a recovery database.',
  versions: ['2010'],
  parameters: {
    Identity: piped(mandatory(text, 1)),
    RecoveryDatabase: mandatory(text),
    RecoveryMailbox: text,
    TargetFolder: text,
  },
  run: async ({ Identity, RecoveryDatabase }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    const database = await requireObject(site, mailboxDatabase, RecoveryDatabase, 'RecoveryDatabase')
    if (!database.ok) return database
    return refuse(
      'InvalidOperation',
      'NotARecoveryDatabase',
      `The database '${database.value.name}' isn't a recovery database.`,
      { target: 'RecoveryDatabase', recommendedAction: 'A rehearsal keeps no backups to restore from.' },
    )
  },
})

/** Nobody reads mail here, so nobody is logged on. */
const getLogonStatistics = exchangeCmdlet({
  name: 'Get-LogonStatistics',
  synopsis: 'Lists who is logged on to mailboxes now.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text, Database: text },
  run: async ({ Identity, Server, Database }, site) => {
    const named = Identity === undefined ? null : await requireMailbox(site, Identity)
    if (named && !named.ok) return named
    const server =
      Server === undefined
        ? null
        : await requireObject(site, exchangeServer, Server.split('.')[0] ?? Server, 'Server')
    if (server && !server.ok) return server
    const database =
      Database === undefined ? null : await requireObject(site, mailboxDatabase, Database, 'Database')
    return database && !database.ok ? database : ok({ output: [] })
  },
})

/** Disconnected mailboxes are known at once; there is nothing to look for. */
const cleanDatabase = exchangeCmdlet({
  name: 'Clean-MailboxDatabase',
  synopsis: 'Looks in a database for mailboxes that are disconnected.',
  versions: ['2010'],
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const database = await requireObject(site, mailboxDatabase, Identity)
    return database.ok ? ok({ undo: [] }) : database
  },
})

const updateStoreState = exchangeCmdlet({
  name: 'Update-StoreMailboxState',
  synopsis: 'Compares the state of a mailbox in its database with the directory.',
  parameters: { Database: mandatory(text), Identity: mandatory(text) },
  run: async ({ Database, Identity }, site) => {
    const database = await requireObject(site, mailboxDatabase, Database, 'Database')
    if (!database.ok) return database
    for await (const user of site.store.users.each({ database: database.value.name, withMailbox: true }))
      if (user.mailbox?.guid === Identity.toLowerCase()) return ok({ undo: [] })
    const disconnected = await requireDisconnected(site, Database, Identity, 'Identity')
    return disconnected.ok ? ok({ undo: [] }) : disconnected
  },
})

const removeStoreMailbox = exchangeCmdlet({
  name: 'Remove-StoreMailbox',
  synopsis: 'Deletes a disconnected mailbox.',
  parameters: {
    Database: mandatory(text),
    Identity: mandatory(text),
    MailboxState: mandatory(enumeration('MailboxState', 'Disabled', 'SoftDeleted')),
  },
  run: async ({ Database, Identity, MailboxState }, site) => {
    const mailbox = await requireDisconnected(site, Database, Identity, 'Identity')
    if (!mailbox.ok) return mailbox
    // Moving leaves nothing behind here, so no mailbox is ever soft-deleted.
    if (MailboxState === 'SoftDeleted')
      return refuse(
        'InvalidOperation',
        'StoreMailboxStateMismatch',
        `The mailbox ${mailbox.value.displayName} isn't soft-deleted: it is disabled.`,
        { target: 'MailboxState', recommendedAction: 'Use -MailboxState Disabled.' },
      )
    await site.store.disconnected.remove(mailbox.value.guid)
    return ok({})
  },
})

const updateRecipient = exchangeCmdlet({
  name: 'Update-Recipient',
  synopsis: 'Gives a recipient the addresses that the policies make.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireRecipient(site, Identity)
    if (!found.ok) return found
    if (found.value.kind !== 'user') return ok({ undo: [] })
    const user = await requireUser(site, Identity)
    const { mailbox } = found.value.user
    if (!user.ok || !mailbox?.addressPolicyEnabled) return ok({ undo: [] })
    const addresses = await policyAddresses(user.value, mailbox.alias, mailbox.addresses, site)
    const updated = await site.store.users.update(user.value.id, { mailbox: { ...mailbox, addresses } })
    return updated.ok ? ok({}) : updated
  },
})

export const storeMailboxCmdlets = [
  getFolderStatistics,
  searchMailbox,
  restoreMailbox,
  getLogonStatistics,
  cleanDatabase,
  updateStoreState,
  removeStoreMailbox,
  updateRecipient,
]
