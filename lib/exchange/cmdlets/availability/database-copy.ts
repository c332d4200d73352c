import {
  absent,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { timeSpanKind } from '../../organization/kind'
import type { Site } from '../../store'
import {
  type Copy,
  copiesOf,
  copyName,
  type DatabaseCopy,
  isActive,
  longestLag,
  mailboxDatabaseCopy,
  nameOfKept,
  newDatabaseCopy,
} from '../../topology/database-copy'
import { since } from '../../topology/exchange-version'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { countKind } from '../../transport/setting-table'
import { seconds } from '../../transport/time-span'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { type Given, givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { nothingModified } from '../set-cmdlet'
import { checkSameGroup, keepCopy, requireCopy, requireMailboxServer } from './find-copy'

const { settings } = mailboxDatabaseCopy

function checkLag(name: string, span: string | undefined): Result<void> {
  return span === undefined || seconds(span) <= longestLag
    ? ok(undefined)
    : refuse('InvalidArgument', 'LagTimeTooLong', `The value ${span} is outside the range of 0 to 14 days.`, {
        target: name,
      })
}

function checkLags({ ReplayLagTime, TruncationLagTime }: Given): Result<void> {
  const replay = checkLag('ReplayLagTime', ReplayLagTime as string | undefined)
  return replay.ok ? checkLag('TruncationLagTime', TruncationLagTime as string | undefined) : replay
}

/** Puts a copy at this preference; the others keep their order around it, without gaps. */
async function place(site: Site, others: readonly Copy[], preference: number): Promise<Result<void>> {
  for (const [index, other] of others.entries()) {
    const at = index + 1 < preference ? index + 1 : index + 2
    const kept = await keepCopy(site, other, { activationPreference: at })
    if (!kept.ok) return kept
  }
  return ok(undefined)
}

function checkPreference(preference: number, count: number): Result<void> {
  return preference <= count
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'ActivationPreferenceTooHigh',
        `The activation preference ${preference} is higher than the number of copies, which is ${count}.`,
        { target: 'ActivationPreference', recommendedAction: `Use a number from 1 to ${count}.` },
      )
}

const addCopy = exchangeCmdlet({
  name: 'Add-MailboxDatabaseCopy',
  synopsis: 'Adds a copy of a mailbox database on another member of its availability group.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    MailboxServer: mandatory(text, 2),
    ActivationPreference: countKind(1, 16),
    ReplayLagTime: timeSpanKind,
    TruncationLagTime: timeSpanKind,
    ReplayLagMaxDelay: only(since('2016'), timeSpanKind),
    SeedingPostponed: switchParameter,
    ConfigurationOnly: only(since('2013'), switchParameter),
  },
  run: async ({ Identity, MailboxServer, ActivationPreference, SeedingPostponed, ...given }, site) => {
    const database = await requireObject(site, mailboxDatabase, Identity)
    if (!database.ok) return database
    const server = await requireMailboxServer(site, MailboxServer)
    if (!server.ok) return server
    const copies = await copiesOf(site, database.value)
    if (copies.some(({ copy }) => copy.server === server.value.name))
      return refuse(
        'ResourceExists',
        'DatabaseCopyAlreadyExists',
        `The mailbox database '${database.value.name}' already has a copy on server '${server.value.name}'.`,
        { target: 'MailboxServer' },
      )
    const [together, lags] = [await checkSameGroup(site, database.value, server.value), checkLags(given)]
    if (!together.ok) return together
    if (!lags.ok) return lags
    const preference = ActivationPreference ?? copies.length + 1
    const last = checkPreference(preference, copies.length + 1)
    if (!last.ok) return last
    const placed = await place(site, copies, preference)
    if (!placed.ok) return placed
    const inserted = await site.store.insert(
      mailboxDatabaseCopy,
      nameOfKept(database.value.id, server.value.name),
      {
        ...newDatabaseCopy(database.value.id, server.value.name, preference),
        ...givenProperties(mailboxDatabaseCopy, given),
        ...(SeedingPostponed ? { seeded: false, suspended: true } : {}),
      },
    )
    if (!inserted.ok) return inserted
    const identity = `${database.value.name}\\${server.value.name}`
    return ok({ undo: [command('Remove-MailboxDatabaseCopy', { Identity: identity, Confirm: absent })] })
  },
})

const removeCopy = exchangeCmdlet({
  name: 'Remove-MailboxDatabaseCopy',
  synopsis: 'Removes a passive copy of a mailbox database. Its files stay on the server.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireCopy(site, Identity)
    if (!found.ok) return found
    const { database, copy, kept } = found.value
    if (!kept || isActive(found.value))
      return refuse(
        'InvalidOperation',
        'ActiveCopyCannotBeRemoved',
        `The copy of mailbox database '${database.name}' on server '${copy.server}' is the active one and can't be removed.`,
        {
          target: 'Identity',
          recommendedAction:
            'Activate another copy first: Move-ActiveMailboxDatabase. The last copy goes with Remove-MailboxDatabase.',
        },
      )
    await site.store.remove(mailboxDatabaseCopy, kept)
    const closed = await closeUp(site, found.value)
    if (!closed.ok) return closed
    const back = command('Add-MailboxDatabaseCopy', {
      Identity: database.name,
      MailboxServer: copy.server,
      ActivationPreference: copy.activationPreference,
      ReplayLagTime: copy.replayLagTime,
      TruncationLagTime: copy.truncationLagTime,
      ...(copy.seeded ? {} : { SeedingPostponed: true }),
    })
    return ok({
      warnings: [
        `The files of the copy of '${database.name}' are still on server '${copy.server}'. Delete them by hand.`,
      ],
      undo: [back, ...settingsBack(found.value)],
    })
  },
})

/** What Add- cannot say of a copy. */
function settingsBack(copy: Copy) {
  const { DatabaseCopyAutoActivationPolicy } = writtenSettings(mailboxDatabaseCopy, copy.copy)
  return DatabaseCopyAutoActivationPolicy === 'Unrestricted'
    ? []
    : [command('Set-MailboxDatabaseCopy', { Identity: copyName(copy), DatabaseCopyAutoActivationPolicy })]
}

/** The copies that are left count from 1 again; one alone as Setup made it need not be written any more. */
async function closeUp(site: Site, { database }: Copy): Promise<Result<unknown>> {
  const left = await copiesOf(site, database)
  for (const [index, one] of left.entries()) {
    if (one.copy.activationPreference === index + 1) continue
    const kept = await keepCopy(site, one, { activationPreference: index + 1 })
    if (!kept.ok) return kept
  }
  const [last] = await copiesOf(site, database)
  if (left.length === 1 && last?.kept && isAsSetupMade(last))
    await site.store.remove(mailboxDatabaseCopy, last.kept)
  return ok(undefined)
}

function isAsSetupMade({ copy }: Copy): boolean {
  const usual: DatabaseCopy = newDatabaseCopy(copy.databaseId, copy.server, 1)
  return (Object.keys(usual) as (keyof DatabaseCopy)[]).every((key) => copy[key] === usual[key])
}

const setCopy = exchangeCmdlet({
  name: 'Set-MailboxDatabaseCopy',
  synopsis: 'Changes the lag times and the activation preference of a copy.',
  parameters: {
    ...settingParameters({ ...mailboxDatabaseCopy, settings }),
    Identity: piped(mandatory(text, 1)),
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireCopy(site, Identity)
    if (!found.ok) return found
    const lags = checkLags(given)
    if (!lags.ok) return lags
    const { activationPreference, ...change } = givenProperties(mailboxDatabaseCopy, given)
    const copies = await copiesOf(site, found.value.database)
    const preference = activationPreference ?? found.value.copy.activationPreference
    const possible = checkPreference(preference, copies.length)
    if (!possible.ok) return possible
    const next = { ...change, activationPreference: preference }
    const former = formerOf(found.value.copy, next)
    if (Object.keys(former).length === 0)
      return ok({ warnings: [nothingModified(copyName(found.value))], undo: [] })
    if (former.activationPreference !== undefined) {
      const others = copies.filter(({ copy }) => copy.server !== found.value.copy.server)
      const placed = await place(site, others, preference)
      if (!placed.ok) return placed
    }
    const kept = await keepCopy(site, found.value, next)
    if (!kept.ok) return kept
    const closed = await closeUp(site, found.value)
    if (!closed.ok) return closed
    const back = writtenSettings(mailboxDatabaseCopy, former)
    return ok({ undo: [command('Set-MailboxDatabaseCopy', { Identity: copyName(found.value), ...back })] })
  },
})

function formerOf(copy: DatabaseCopy, next: Partial<DatabaseCopy>): Partial<DatabaseCopy> {
  const keys = (Object.keys(next) as (keyof DatabaseCopy)[]).filter((key) => next[key] !== copy[key])
  return Object.fromEntries(keys.map((key) => [key, copy[key]]))
}

export const databaseCopyCmdlets = [addCopy, removeCopy, setCopy]
