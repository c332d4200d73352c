import type { Result } from '@/lib/shell'
import { ok } from '@/lib/shell'
import type { Site, Stored } from '../../store'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { isRunning, notRunning, requireComputer } from '../../topology/server-computer'
import { requireObject } from '../find-object'
import { requireMailbox } from '../mailbox/require-mailbox'

/** What a test of the store is about: one mailbox, one database, all of a server, or all there are. */
export interface Scope {
  readonly mailbox?: string | undefined
  readonly database?: string | undefined
  readonly server?: string | undefined
}

export interface DatabaseHealth {
  readonly database: Stored<MailboxDatabase>
  /** The mailbox that is opened; the system's own where none was named. */
  readonly mailbox: string
  /** Why a mailbox in it cannot be opened; empty when it can. */
  readonly error: string
}

const systemMailbox = 'SystemMailbox'

export async function databaseHealth(site: Site, scope: Scope): Promise<Result<readonly DatabaseHealth[]>> {
  const meant = await databasesOf(site, scope)
  if (!meant.ok) return meant
  const { databases, mailbox } = meant.value
  const health: DatabaseHealth[] = []
  for (const database of databases)
    health.push({ database, mailbox, error: await whyNotOpen(site, database) })
  return ok(health)
}

async function databasesOf(
  site: Site,
  { mailbox, database, server }: Scope,
): Promise<Result<{ databases: readonly Stored<MailboxDatabase>[]; mailbox: string }>> {
  if (mailbox !== undefined) {
    const user = await requireMailbox(site, mailbox)
    if (!user.ok) return user
    const its = await requireObject(site, mailboxDatabase, user.value.mailbox.database, 'Database')
    return its.ok ? ok({ databases: [its.value], mailbox: user.value.name }) : its
  }
  if (database !== undefined) {
    const named = await requireObject(site, mailboxDatabase, database, 'Database')
    return named.ok ? ok({ databases: [named.value], mailbox: systemMailbox }) : named
  }
  const on = await requireComputer(site, server)
  if (!on.ok) return on
  const all = await site.store.list(mailboxDatabase)
  const databases = all.filter(({ properties }) => properties.server === on.value.server.name)
  return ok({ databases, mailbox: systemMailbox })
}

async function whyNotOpen(site: Site, { name, properties }: Stored<MailboxDatabase>): Promise<string> {
  const on = await requireComputer(site, properties.server)
  if (!on.ok) return on.error.message
  if (!isRunning(on.value.computer, 'MSExchangeIS')) return notRunning(on.value, 'MSExchangeIS')
  const isMounted = (properties as { mounted?: boolean }).mounted !== false
  return isMounted ? '' : `The database '${name}' is dismounted.`
}
