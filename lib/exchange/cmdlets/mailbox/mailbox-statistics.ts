import { type Outcome, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { type Predicate, parsePredicate } from '../../directory/opath'
import { effectiveQuotas, printSize, storageLimitStatus } from '../../directory/quota'
import type { Mailbox, Site, Stored } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { shellVersion, since } from '../../topology/exchange-version'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { findObject, requireObject } from '../find-object'
import { findRecipient } from '../recipients/find-recipient'
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
    // Of moves there is no history in the mailbox; Get-MoveRequest has the last one.
    MoveHistory: [],
    Identity: mailbox.guid,
  }
}

/** The mailboxes of a database as they are read, those first that somebody has. */
async function* rowsOf({ name }: Stored<MailboxDatabase>, { store }: Site): AsyncIterable<Row> {
  for await (const user of store.users.each({ database: name, withMailbox: true }))
    if (user.mailbox) yield { displayName: user.name, mailbox: user.mailbox, disconnectedAt: null }
  for (const one of await store.disconnected.list()) if (one.mailbox.database === name) yield one
}

async function* shownRows(
  databases: readonly Stored<MailboxDatabase>[],
  isMeant: Predicate,
  is2010: boolean,
  site: Site,
): AsyncIterable<object> {
  for (const database of databases)
    for await (const row of rowsOf(database, site)) {
      const shown = show(row, database, is2010)
      if (isMeant(shown)) yield shown
    }
}

/** The databases that are meant: one by name, those of a server, or none. */
async function databasesOf(
  { Database, Server, Identity }: { Database?: string; Server?: string; Identity?: string },
  site: Site,
): Promise<Result<readonly Stored<MailboxDatabase>[] | null>> {
  // A database that comes through the pipeline is taken whole, though its Identity is what has a name.
  const piped = Identity === undefined ? null : await findObject(site, mailboxDatabase, Identity)
  const named = Database ?? (piped && !(await findRecipient(site, piped.name)) ? piped.name : undefined)
  if (named !== undefined) {
    const database = await requireObject(site, mailboxDatabase, named.split('\\').at(-1) ?? named, 'Database')
    return database.ok ? ok([database.value]) : database
  }
  if (Server === undefined) return ok(null)
  const server = await requireObject(site, exchangeServer, Server.split('.')[0] ?? Server, 'Server')
  if (!server.ok) return server
  const all = await site.store.list(mailboxDatabase)
  return ok(
    all.filter(({ properties }) => properties.server.toLowerCase() === server.value.name.toLowerCase()),
  )
}

async function ofMailbox(identity: string, is2010: boolean, site: Site): Promise<Result<Outcome>> {
  const user = await requireMailbox(site, identity)
  if (!user.ok) return user
  const { name: displayName, mailbox } = user.value
  const database = await requireObject(site, mailboxDatabase, mailbox.database, 'Database')
  if (!database.ok) return database
  return ok({ output: [show({ displayName, mailbox, disconnectedAt: null }, database.value, is2010)] })
}

export const getMailboxStatistics = exchangeCmdlet({
  name: 'Get-MailboxStatistics',
  synopsis: 'Shows how large mailboxes are, and those of a database that no user has any more.',
  columns: ['DisplayName', 'ItemCount', 'StorageLimitStatus', 'LastLogonTime'],
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Database: text,
    Server: text,
    StoreMailboxIdentity: only(since('2013'), text),
    Filter: only(since('2013'), text),
  },
  run: async ({ Identity, Database, Server, StoreMailboxIdentity, Filter }, site) => {
    const is2010 = (await shellVersion(site)) === '2010'
    const asked = {
      ...(Identity === undefined ? {} : { Identity }),
      ...(Database === undefined ? {} : { Database }),
      ...(Server === undefined ? {} : { Server }),
    }
    const databases = await databasesOf(asked, site)
    if (!databases.ok) return databases
    if (databases.value === null && Identity !== undefined) return ofMailbox(Identity, is2010, site)
    if (databases.value === null)
      return refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        'Cannot process command because of one or more missing mandatory parameters: Identity.',
        { target: 'Identity', recommendedAction: 'Name a mailbox, or a database by -Database.' },
      )
    const filter = Filter === undefined ? ok(() => true) : parsePredicate(Filter)
    if (!filter.ok) return filter
    // What comes through the pipeline is bound to every parameter that takes it: a database is no mailbox.
    const isDatabase = databases.value?.some(({ name }) => name === StoreMailboxIdentity)
    const wanted = isDatabase ? undefined : StoreMailboxIdentity?.toLowerCase()
    const isMeant: Predicate = (one) =>
      filter.value(one) && (wanted === undefined || (one as { MailboxGuid?: string }).MailboxGuid === wanted)
    return ok({ stream: shownRows(databases.value, isMeant, is2010, site) })
  },
})
