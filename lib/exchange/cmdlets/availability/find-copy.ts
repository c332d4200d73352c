import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site, Stored } from '../../store'
import { groupOf } from '../../topology/availability-group'
import { type Copy, copiesOf, type DatabaseCopy, mailboxDatabaseCopy } from '../../topology/database-copy'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { isServer } from '../../topology/server-computer'
import { couldNotBeFound, requireObject } from '../find-object'

/** A Mailbox server by its name, full name or guid. */
export async function requireMailboxServer(
  site: Site,
  identity: string,
  target = 'MailboxServer',
): Promise<Result<Stored<ExchangeServer>>> {
  const servers = await site.store.list(exchangeServer)
  const found = servers.find((one) => isServer(one, identity))
  if (!found) return couldNotBeFound(site, identity, target)
  return found.properties.roles.includes('Mailbox')
    ? ok(found)
    : refuse('InvalidOperation', 'NotMailboxServer', `The server '${found.name}' isn't a Mailbox server.`, {
        target,
      })
}

/** `DB1\MBX2`: the copy of this database on this server. */
export async function requireCopy(site: Site, identity: string): Promise<Result<Copy>> {
  const at = identity.lastIndexOf('\\')
  if (at < 0)
    return refuse(
      'InvalidArgument',
      'InvalidCopyIdentity',
      `The identity ${quoted(identity)} doesn't say which copy: name the database and the server.`,
      { target: 'Identity', recommendedAction: 'Write DATABASE\\SERVER, such as DB1\\EXCH01.' },
    )
  const database = await requireObject(site, mailboxDatabase, identity.slice(0, at))
  if (!database.ok) return database
  const server = identity.slice(at + 1).toLowerCase()
  const copies = await copiesOf(site, database.value)
  const found = copies.find(({ copy }) => copy.server.toLowerCase() === server.split('.')[0])
  return found
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'DatabaseCopyNotFound',
        `The mailbox database '${database.value.name}' doesn't have a copy on server ${quoted(identity.slice(at + 1))}.`,
        {
          target: 'Identity',
          recommendedAction: `It has copies on ${copies.map(({ copy }) => copy.server).join(', ')}.`,
        },
      )
}

/** Keeps a change of a copy, of one that is nowhere written yet as well. */
export async function keepCopy(
  site: Site,
  copy: Copy,
  change: Partial<DatabaseCopy>,
): Promise<Result<unknown>> {
  const { databaseId, server } = copy.copy
  return copy.kept
    ? site.store.update(mailboxDatabaseCopy, copy.kept, change)
    : site.store.insert(mailboxDatabaseCopy, `${databaseId}\\${server}`, { ...copy.copy, ...change })
}

/** Copies are for servers of one group; a database outside of every group has its own copy alone. */
export async function checkSameGroup(
  site: Site,
  database: Stored<MailboxDatabase>,
  server: Stored<ExchangeServer>,
): Promise<Result<void>> {
  const [of, wanted] = [await groupOf(site, database.properties.server), await groupOf(site, server.name)]
  if (of && wanted && of.id === wanted.id) return ok(undefined)
  const outside = of ? server.name : database.properties.server
  return refuse(
    'InvalidOperation',
    'ServerNotInSameGroup',
    of
      ? `The server '${outside}' isn't a member of the database availability group '${of.name}', which the database '${database.name}' belongs to.`
      : `The server '${outside}', which holds the database '${database.name}', isn't a member of a database availability group.`,
    {
      target: 'MailboxServer',
      recommendedAction: `Add it first: Add-DatabaseAvailabilityGroupServer -MailboxServer ${outside}`,
    },
  )
}
