import { ok, piped, refuse, text } from '@/lib/shell'
import { effectiveQuotas, printSize, storageLimitStatus } from '../../directory/quota'
import type { Mailbox, Site, Stored } from '../../store'
import { shellVersion } from '../../topology/exchange-version'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { requireMailbox } from './require-mailbox'

interface Row {
  readonly displayName: string
  readonly mailbox: Mailbox
  readonly disconnectedAt: Date | null
}

function show(
  { displayName, mailbox, disconnectedAt }: Row,
  database: Stored<MailboxDatabase>,
  is2010: boolean,
) {
  const quotas = effectiveQuotas(mailbox, database.properties)
  return {
    DisplayName: displayName,
    ItemCount: mailbox.itemCount,
    // Exchange 2013 and later leave this property empty.
    StorageLimitStatus: is2010 ? storageLimitStatus(mailbox.bytes, quotas) : null,
    LastLogonTime: null,
    TotalItemSize: printSize(mailbox.bytes),
    Database: database.name,
    ServerName: database.properties.server,
    MailboxGuid: mailbox.guid,
    DisconnectDate: disconnectedAt?.toISOString() ?? null,
    DisconnectReason: disconnectedAt ? 'Disabled' : null,
    Identity: mailbox.guid,
  }
}

async function rowsOf({ name }: Stored<MailboxDatabase>, { store }: Site): Promise<readonly Row[]> {
  const users = await store.users.list({ database: name })
  const connected = users.flatMap((user) =>
    user.mailbox ? [{ displayName: user.name, mailbox: user.mailbox, disconnectedAt: null }] : [],
  )
  const disconnected = await store.disconnected.list()
  return [...connected, ...disconnected.filter(({ mailbox }) => mailbox.database === name)]
}

export const getMailboxStatistics = exchangeCmdlet({
  name: 'Get-MailboxStatistics',
  synopsis: 'Shows how large mailboxes are, and those of a database that no user has any more.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Database: text },
  run: async ({ Identity, Database }, site) => {
    const is2010 = (await shellVersion(site)) === '2010'
    if (Identity !== undefined) {
      const user = await requireMailbox(site, Identity)
      if (!user.ok) return user
      const { name: displayName, mailbox } = user.value
      const database = await requireObject(site, mailboxDatabase, mailbox.database, 'Database')
      if (!database.ok) return database
      return ok({ output: [show({ displayName, mailbox, disconnectedAt: null }, database.value, is2010)] })
    }
    if (Database === undefined)
      return refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        'Cannot process command because of one or more missing mandatory parameters: Identity.',
        { target: 'Identity', recommendedAction: 'Name a mailbox, or a database by -Database.' },
      )
    const database = await requireObject(site, mailboxDatabase, Database, 'Database')
    if (!database.ok) return database
    const rows = await rowsOf(database.value, site)
    return ok({ output: rows.map((row) => show(row, database.value, is2010)) })
  },
})
