import {
  absent,
  type Command,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site } from '../../store'
import { allCopies, type Copy, copyName, type DatabaseCopy, isActive } from '../../topology/database-copy'
import { since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { keepCopy, requireCopy, requireMailboxServer } from './find-copy'

const since2013 = since('2013')
const longestComment = 512

async function changed(
  site: Site,
  copy: Copy,
  change: Partial<DatabaseCopy>,
  undo: readonly Command[],
): Promise<Result<Outcome>> {
  const kept = await keepCopy(site, copy, change)
  return kept.ok ? ok({ undo }) : kept
}

const suspendCopy = exchangeCmdlet({
  name: 'Suspend-MailboxDatabaseCopy',
  synopsis: 'Stops the replication of a copy, or keeps it from being activated.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    ActivationOnly: switchParameter,
    EnableReplayLag: only(since2013, switchParameter),
    SuspendComment: text,
  },
  run: async ({ Identity, ActivationOnly, EnableReplayLag, SuspendComment = '' }, site) => {
    const found = await requireCopy(site, Identity)
    if (!found.ok) return found
    const { copy } = found.value
    if (SuspendComment.length > longestComment)
      return refuse('InvalidArgument', 'CommentTooLong', 'The comment can have up to 512 characters.', {
        target: 'SuspendComment',
      })
    const identity = { Identity: copyName(found.value), Confirm: absent }
    if (EnableReplayLag) return changed(site, found.value, { replayLagSuspended: false }, [])
    if (isActive(found.value) && !ActivationOnly) return activeCopy(found.value, 'suspended')
    if (copy.suspended || (ActivationOnly && copy.activationSuspended))
      return ok({ warnings: [`The copy '${copyName(found.value)}' is suspended already.`], undo: [] })
    const change = ActivationOnly
      ? { activationSuspended: true }
      : { suspended: true, activationSuspended: true, comment: SuspendComment }
    return changed(site, found.value, change, [command('Resume-MailboxDatabaseCopy', identity)])
  },
})

const resumeCopy = exchangeCmdlet({
  name: 'Resume-MailboxDatabaseCopy',
  synopsis: 'Lets a suspended copy replicate again.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    ReplicationOnly: switchParameter,
    DisableReplayLag: only(since2013, switchParameter),
    DisableReplayLagReason: only(since2013, text),
  },
  run: async ({ Identity, ReplicationOnly, DisableReplayLag }, site) => {
    const found = await requireCopy(site, Identity)
    if (!found.ok) return found
    const { copy } = found.value
    if (DisableReplayLag) return changed(site, found.value, { replayLagSuspended: true }, [])
    const isSuspended = copy.suspended || (copy.activationSuspended && !ReplicationOnly)
    if (!isSuspended)
      return ok({ warnings: [`The copy '${copyName(found.value)}' isn't suspended.`], undo: [] })
    const change = {
      suspended: false,
      comment: '',
      ...(ReplicationOnly ? {} : { activationSuspended: false }),
    }
    const back = command('Suspend-MailboxDatabaseCopy', {
      Identity: copyName(found.value),
      ...(copy.suspended
        ? copy.comment === ''
          ? {}
          : { SuspendComment: copy.comment }
        : { ActivationOnly: true }),
      Confirm: absent,
    })
    return changed(site, found.value, change, [back])
  },
})

const updateCopy = exchangeCmdlet({
  name: 'Update-MailboxDatabaseCopy',
  synopsis: 'Copies a database anew to a passive copy.',
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Server: only(since2013, text),
    SourceServer: text,
    CatalogOnly: switchParameter,
    DatabaseOnly: switchParameter,
    ManualResume: switchParameter,
  },
  run: async ({ Identity, Server, SourceServer, CatalogOnly, ManualResume }, site) => {
    const copies = Identity ? await theCopy(Identity, SourceServer, site) : await onServer(Server, site)
    if (!copies.ok) return copies
    for (const copy of copies.value) {
      if (CatalogOnly) continue
      const resumed = ManualResume ? {} : { suspended: false, comment: '', activationSuspended: false }
      const kept = await keepCopy(site, copy, { seeded: true, ...resumed })
      if (!kept.ok) return kept
    }
    // What a copy was before it was seeded again nothing brings back.
    return ok({})
  },
})

async function theCopy(
  identity: string,
  source: string | undefined,
  site: Site,
): Promise<Result<readonly Copy[]>> {
  const found = await requireCopy(site, identity)
  if (!found.ok) return found
  if (isActive(found.value)) return activeCopy(found.value, 'seeded')
  if (source === undefined) return ok([found.value])
  const from = await requireCopy(site, `${found.value.database.name}\\${source}`)
  return from.ok ? ok([found.value]) : from
}

/** All passive copies of a server. */
async function onServer(server: string | undefined, site: Site): Promise<Result<readonly Copy[]>> {
  const found = await requireMailboxServer(site, server ?? '', server === undefined ? 'Identity' : 'Server')
  if (!found.ok) return found
  const all = await allCopies(site)
  return ok(all.filter((one) => one.copy.server === found.value.name && !isActive(one)))
}

function activeCopy({ database, copy }: Copy, what: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'CopyIsActive',
    `The copy of mailbox database '${database.name}' on server '${copy.server}' is the active one and can't be ${what}.`,
    {
      target: 'Identity',
      recommendedAction: 'Name a passive copy: Get-MailboxDatabaseCopyStatus lists them.',
    },
  )
}

export const copyStateCmdlets = [suspendCopy, resumeCopy, updateCopy]
