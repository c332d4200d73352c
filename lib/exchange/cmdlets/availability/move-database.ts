import {
  type Command,
  command,
  enumeration,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site, Stored } from '../../store'
import { type Copy, copiesOf, isActive } from '../../topology/database-copy'
import { since } from '../../topology/exchange-version'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { statusOf } from './copy-status'
import { requireMailboxServer } from './find-copy'

interface Checks {
  readonly SkipHealthChecks?: boolean | undefined
  readonly SkipActiveCopyChecks?: boolean | undefined
  readonly SkipAllChecks?: boolean | undefined
}

/** Why a copy can't become the active one; null when it can. */
async function hindrance(copy: Copy, checks: Checks, site: Site): Promise<string | null> {
  if (checks.SkipAllChecks) return null
  const { activationSuspended, seeded } = copy.copy
  if (!seeded) return 'it has not been seeded'
  if (activationSuspended && !checks.SkipActiveCopyChecks) return 'its activation is suspended'
  const status = await statusOf(copy, site)
  return status === 'Healthy' || checks.SkipHealthChecks ? null : `its status is ${status}`
}

/** The healthy copy with the lowest preference that nothing keeps from being activated. */
async function bestCopy(copies: readonly Copy[], checks: Checks, site: Site): Promise<Copy | null> {
  for (const copy of copies.filter((one) => !isActive(one))) {
    if (copy.copy.autoActivationPolicy === 'Blocked' && !checks.SkipAllChecks) continue
    if ((await hindrance(copy, checks, site)) === null) return copy
  }
  return null
}

async function targetOf(
  database: Stored<MailboxDatabase>,
  server: string | undefined,
  checks: Checks,
  site: Site,
): Promise<Result<Copy>> {
  const copies = await copiesOf(site, database)
  if (server === undefined) {
    const best = await bestCopy(copies, checks, site)
    return best ? ok(best) : cannotMove(database.name, 'there is no other copy that could be activated')
  }
  const wanted = copies.find(({ copy }) => copy.server === server)
  if (!wanted) return cannotMove(database.name, `it has no copy on server '${server}'`, 'ActivateOnServer')
  const reason = isActive(wanted)
    ? `its active copy is on server '${server}' already`
    : await hindrance(wanted, checks, site)
  return reason === null ? ok(wanted) : cannotMove(database.name, reason, 'ActivateOnServer')
}

function cannotMove(database: string, reason: string, target = 'Identity'): Result<never> {
  return refuse(
    'InvalidOperation',
    'AmDbActionException',
    `An Active Manager operation failed. The active copy of database '${database}' can't be moved: ${reason}.`,
    { target, recommendedAction: `Get-MailboxDatabaseCopyStatus '${database}' shows how its copies are.` },
  )
}

async function activate(
  { database, copy }: Copy,
  site: Site,
): Promise<Result<{ readonly moved: object; readonly back: Command }>> {
  const from = database.properties.server
  const updated = await site.store.update(mailboxDatabase, database, { server: copy.server })
  if (!updated.ok) return updated
  const moved = {
    Identity: database.name,
    ActiveServerAtStart: from,
    ActiveServerAtEnd: copy.server,
    Status: 'Succeeded',
    NumberOfLogsLost: 0,
    RecoveryPointObjective: site.clock.now().toISOString(),
    MountStatusAtMoveStart: 'Mounted',
    MountStatusAtMoveEnd: 'Mounted',
  }
  const back = command('Move-ActiveMailboxDatabase', {
    Identity: database.name,
    ActivateOnServer: from,
    SkipActiveCopyChecks: true,
    SkipHealthChecks: true,
  })
  return ok({ moved, back })
}

export const moveActiveDatabase = exchangeCmdlet({
  name: 'Move-ActiveMailboxDatabase',
  synopsis: 'Makes a passive copy of a database, or of all databases of a server, the active one.',
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Server: text,
    ActivatePreferredOnServer: only(since('2013'), text),
    ActivateOnServer: { ...text, position: 2 },
    MountDialOverride: enumeration(
      'DatabaseMountDialOverride',
      'None',
      'Lossless',
      'GoodAvailability',
      'BestEffort',
      'BestAvailability',
    ),
    SkipHealthChecks: switchParameter,
    SkipActiveCopyChecks: switchParameter,
    SkipAllChecks: only(since('2016'), switchParameter),
  },
  run: async (given, site) => {
    const databases = await meant(given, site)
    if (!databases.ok) return databases
    const to = given.ActivateOnServer ?? given.ActivatePreferredOnServer
    const target = to ? await requireMailboxServer(site, to, 'ActivateOnServer') : ok(null)
    if (!target.ok) return target
    const output: object[] = []
    const undo: Command[] = []
    for (const database of databases.value) {
      const copy = await targetOf(database, target.value?.name, given, site)
      if (!copy.ok) return copy
      const done = await activate(copy.value, site)
      if (!done.ok) return done
      output.push(done.value.moved)
      undo.unshift(done.value.back)
    }
    return ok({ output, undo })
  },
})

/** One database; those that are active on a server; or those that are preferred on one and active elsewhere. */
async function meant(
  given: {
    Identity?: string | undefined
    Server?: string | undefined
    ActivatePreferredOnServer?: string | undefined
  },
  site: Site,
): Promise<Result<readonly Stored<MailboxDatabase>[]>> {
  const { Identity, Server, ActivatePreferredOnServer } = given
  if (Identity) {
    const database = await requireObject(site, mailboxDatabase, Identity)
    return database.ok ? ok([database.value]) : database
  }
  const name = Server ?? ActivatePreferredOnServer
  if (name === undefined)
    return refuse(
      'InvalidArgument',
      'MissingMandatoryParameter',
      'Cannot process command because of one or more missing mandatory parameters: Identity.',
      { target: 'Identity' },
    )
  const server = await requireMailboxServer(site, name, 'Server')
  if (!server.ok) return server
  const all = await site.store.list(mailboxDatabase)
  if (Server)
    return ok(
      await copied(
        all.filter(({ properties }) => properties.server === server.value.name),
        site,
      ),
    )
  const preferred: Stored<MailboxDatabase>[] = []
  for (const database of all) {
    const [first] = await copiesOf(site, database)
    if (first && first.copy.server === server.value.name && !isActive(first)) preferred.push(database)
  }
  return ok(preferred)
}

/** A database with one copy has nowhere to go and stays. */
async function copied(
  databases: readonly Stored<MailboxDatabase>[],
  site: Site,
): Promise<readonly Stored<MailboxDatabase>[]> {
  const counts = await Promise.all(databases.map(async (one) => (await copiesOf(site, one)).length))
  return databases.filter((_, index) => (counts[index] ?? 0) > 1)
}
