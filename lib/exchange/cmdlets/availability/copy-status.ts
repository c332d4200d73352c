import { server as computerNoun } from '@/lib/essentials'
import { ok, piped, type Result, switchParameter, text } from '@/lib/shell'
import type { Site } from '../../store'
import { allCopies, type Copy, copiesOf, copyName, isActive } from '../../topology/database-copy'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { findObject } from '../find-object'
import { requireCopy, requireMailboxServer } from './find-copy'

export type CopyStatus =
  | 'Mounted'
  | 'Dismounted'
  | 'Healthy'
  | 'Suspended'
  | 'FailedAndSuspended'
  | 'ServiceDown'

/** What Get-MailboxDatabaseCopyStatus says of a copy, as far as the site knows its server's services. */
export async function statusOf(copy: Copy, { store }: Site): Promise<CopyStatus> {
  const computer = await store.find(computerNoun, copy.copy.server)
  const services = computer?.properties.services ?? {}
  const isDown = (name: string) => services[name]?.state === 'Stopped'
  if (isDown('MSExchangeRepl')) return 'ServiceDown'
  if (isActive(copy)) return isMounted(copy) && !isDown('MSExchangeIS') ? 'Mounted' : 'Dismounted'
  if (copy.copy.suspended) return copy.copy.seeded ? 'Suspended' : 'FailedAndSuspended'
  return isDown('MSExchangeIS') ? 'ServiceDown' : 'Healthy'
}

/** Dismount-Database notes it at the database. */
function isMounted({ database: { properties } }: Copy): boolean {
  return (properties as { readonly mounted?: boolean }).mounted !== false
}

async function shown(copy: Copy, site: Site): Promise<object> {
  const status = await statusOf(copy, site)
  const { copy: one, database } = copy
  const now = site.clock.now().toISOString()
  return {
    Name: copyName(copy),
    Status: status,
    CopyQueueLength: 0,
    ReplayQueueLength: 0,
    LastInspectedLogTime: isActive(copy) || !one.seeded ? null : now,
    ContentIndexState: one.seeded ? 'Healthy' : 'FailedAndSuspended',
    DatabaseName: database.name,
    MailboxServer: one.server,
    ActiveDatabaseCopy: database.properties.server,
    ActiveCopy: isActive(copy),
    ActivationPreference: one.activationPreference,
    ActivationSuspended: one.activationSuspended,
    SuspendComment: one.comment,
    ReplayLagStatus: `Enabled:${one.replayLagTime !== '00:00:00' && !one.replayLagSuspended}`,
    StatusRetrievedTime: now,
    Identity: copyName(copy),
  }
}

/** `DB1` means all of its copies, `DB1\MBX2` one, `*\MBX2` and -Server those of a server. */
async function meant(
  identity: string | undefined,
  server: string | undefined,
  site: Site,
): Promise<Result<readonly Copy[]>> {
  const onServer = server ?? /^\*\\(.+)$/.exec(identity ?? '')?.[1]
  if (onServer !== undefined) {
    const found = await requireMailboxServer(site, onServer, 'Server')
    if (!found.ok) return found
    return ok((await allCopies(site)).filter(({ copy }) => copy.server === found.value.name))
  }
  if (!identity || identity === '*') return ok(await allCopies(site))
  const database = await findObject(site, mailboxDatabase, identity.replace(/\\\*$/, ''))
  if (database) return ok(await copiesOf(site, database))
  const copy = await requireCopy(site, identity.includes('\\') ? identity : `${identity}\\*`)
  return copy.ok ? ok([copy.value]) : copy
}

export const getCopyStatus = exchangeCmdlet({
  name: 'Get-MailboxDatabaseCopyStatus',
  synopsis: 'Shows how the copies of mailbox databases are.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text, Active: switchParameter },
  run: async ({ Identity, Server, Active }, site) => {
    const copies = await meant(Identity, Server, site)
    if (!copies.ok) return copies
    const wanted = copies.value.filter((copy) => !Active || isActive(copy))
    return ok({ output: await Promise.all(wanted.map((copy) => shown(copy, site))) })
  },
})
