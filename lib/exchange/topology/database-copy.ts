import { type Definition, define, settingsOf } from '../organization/definition'
import { oneOf, timeSpanKind } from '../organization/kind'
import type { Site, Stored } from '../store'
import { countKind } from '../transport/setting-table'
import { since } from './exchange-version'
import { type MailboxDatabase, mailboxDatabase } from './mailbox-database'

/** One copy of a mailbox database; named by the database's id and the server, for databases are renamed. */
export interface DatabaseCopy {
  readonly databaseId: string
  readonly server: string
  /** 1 for the copy to be preferred, without gaps. */
  readonly activationPreference: number
  readonly replayLagTime: string
  readonly truncationLagTime: string
  readonly replayLagMaxDelay: string
  readonly autoActivationPolicy: 'Unrestricted' | 'IntrasiteOnly' | 'Blocked'
  readonly suspended: boolean
  readonly activationSuspended: boolean
  readonly replayLagSuspended: boolean
  readonly comment: string
  readonly seeded: boolean
}

const set = settingsOf<DatabaseCopy>()

/** Replay and truncation wait up to 14 days (Add-MailboxDatabaseCopy). */
const longestLag = 14 * 86_400

export { longestLag }

export const mailboxDatabaseCopy: Definition<DatabaseCopy> = define<DatabaseCopy>(
  'MailboxDatabaseCopy',
  'mailbox database copy',
  {
    columns: [
      'Name',
      'Status',
      'CopyQueueLength',
      'ReplayQueueLength',
      'LastInspectedLogTime',
      'ContentIndexState',
    ],
    settings: {
      ActivationPreference: set('activationPreference', countKind(1, 16)),
      ReplayLagTime: set('replayLagTime', timeSpanKind),
      TruncationLagTime: set('truncationLagTime', timeSpanKind),
      ReplayLagMaxDelay: set('replayLagMaxDelay', timeSpanKind, since('2016')),
      DatabaseCopyAutoActivationPolicy: set(
        'autoActivationPolicy',
        oneOf('DatabaseCopyAutoActivationPolicyType', 'Unrestricted', 'IntrasiteOnly', 'Blocked'),
        since('2013'),
      ),
    },
  },
)

export function newDatabaseCopy(
  databaseId: string,
  server: string,
  activationPreference: number,
): DatabaseCopy {
  return {
    databaseId,
    server,
    activationPreference,
    replayLagTime: '00:00:00',
    truncationLagTime: '00:00:00',
    replayLagMaxDelay: '1.00:00:00',
    autoActivationPolicy: 'Unrestricted',
    suspended: false,
    activationSuspended: false,
    replayLagSuspended: false,
    comment: '',
    seeded: true,
  }
}

/** A copy with the database it is of. */
export interface Copy {
  readonly database: Stored<MailboxDatabase>
  readonly copy: DatabaseCopy
  /** Null while the database has one copy as Setup made it: that one is nowhere written. */
  readonly kept: Stored<DatabaseCopy> | null
}

export const copyName = ({ database, copy }: Copy) => `${database.name}\\${copy.server}`
export const isActive = ({ database, copy }: Copy) => database.properties.server === copy.server

export function nameOfKept(databaseId: string, server: string): string {
  return `${databaseId}\\${server}`
}

/** The copies of a database by preference; a database that nobody copied has its own alone. */
export async function copiesOf({ store }: Site, database: Stored<MailboxDatabase>): Promise<readonly Copy[]> {
  const kept = (await store.list(mailboxDatabaseCopy)).filter(
    ({ properties }) => properties.databaseId === database.id,
  )
  if (kept.length === 0)
    return [{ database, copy: newDatabaseCopy(database.id, database.properties.server, 1), kept: null }]
  return kept
    .map((one): Copy => ({ database, copy: one.properties, kept: one }))
    .sort((a, b) => a.copy.activationPreference - b.copy.activationPreference)
}

export async function allCopies(site: Site): Promise<readonly Copy[]> {
  const databases = await site.store.list(mailboxDatabase)
  return (await Promise.all(databases.map((database) => copiesOf(site, database)))).flat()
}
