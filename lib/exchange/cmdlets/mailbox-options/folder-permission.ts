import {
  absent,
  command,
  enumeration,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { idOf, mailOf, nameOf } from '../../directory/recipient'
import type { FolderPermission, Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { filled } from '../recipients/changed-properties'
import { findRecipient } from '../recipients/find-recipient'
import { calendarRights, folderRights, namedRights } from './folder-rights'
import { folderIdentity, type MailboxFolder, requireFolder } from './mailbox-folder'

const everybody = ['Default', 'Anonymous']
const rights = multiValued(enumeration('MailboxFolderAccessRight', ...folderRights))

/** Those that every folder has from the beginning: a calendar tells the organization when its owner is busy. */
function permissionsOf({ user, name }: MailboxFolder): readonly FolderPermission[] {
  const kept = (user.attributes.folderPermissions ?? []).filter(({ folder }) => folder === name)
  const first = everybody
    .filter((one) => !kept.some(({ user: holder }) => holder === one))
    .map((one) => ({ folder: name, user: one, accessRights: [usualRight(one, name)] }))
  return [...first, ...kept]
}

function usualRight(user: string, folder: string): string {
  return user === 'Default' && folder === 'Calendar' ? 'AvailabilityOnly' : 'None'
}

/** Who is meant: Default, Anonymous, or the id of somebody who mail can be addressed to. */
async function requireHolder(site: Site, identity: string): Promise<Result<string>> {
  const own = everybody.find((one) => one.toLowerCase() === identity.trim().toLowerCase())
  if (own) return ok(own)
  const found = await findRecipient(site, identity, (one) => mailOf(one) !== null)
  return found ? ok(idOf(found)) : couldNotBeFound(site, identity, 'User')
}

async function shown(folder: MailboxFolder, { user, accessRights }: FolderPermission, site: Site) {
  const holder = everybody.includes(user) ? null : await findRecipient(site, user)
  const name = holder ? nameOf(holder) : user
  return {
    FolderName: folder.name === '' ? 'Top of Information Store' : folder.name,
    User: name,
    AccessRights: accessRights,
    Identity: name,
    IsValid: true,
  }
}

/** Keeps who may do what in the folder; what everybody has anyway is not kept. */
async function keep({ user, name }: MailboxFolder, permissions: readonly FolderPermission[], site: Site) {
  const others = (user.attributes.folderPermissions ?? []).filter(({ folder }) => folder !== name)
  const own = permissions.filter(
    ({ user: holder, accessRights }) =>
      !everybody.includes(holder) || accessRights.join() !== usualRight(holder, name),
  )
  const folderPermissions = [...others, ...own]
  return site.store.users.update(user.id, { attributes: filled({ ...user.attributes, folderPermissions }) })
}

interface Meant {
  readonly folder: MailboxFolder
  readonly holder: string
  readonly former: FolderPermission | undefined
}

async function meant(site: Site, identity: string, user: string): Promise<Result<Meant>> {
  const folder = await requireFolder(site, identity)
  if (!folder.ok) return folder
  const holder = await requireHolder(site, user)
  if (!holder.ok) return holder
  const former = permissionsOf(folder.value).find((one) => one.user === holder.value)
  return ok({ folder: folder.value, holder: holder.value, former })
}

function ofCalendarAlone({ name }: MailboxFolder, given: readonly string[]): Result<void> {
  return name === 'Calendar' || !given.some((one) => calendarRights.includes(one))
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'InvalidFolderRight',
        `${calendarRights.join(' and ')} can be given for a calendar alone.`,
        { target: 'AccessRights', recommendedAction: 'Use a role such as Reviewer.' },
      )
}

/** The same, where rights are given that the folder can have. */
async function meantToGive(
  site: Site,
  identity: string,
  user: string,
  given: readonly string[],
): Promise<Result<Meant>> {
  const found = await meant(site, identity, user)
  if (!found.ok) return found
  const allowed = ofCalendarAlone(found.value.folder, given)
  return allowed.ok ? found : allowed
}

/** The command by which somebody has again what they had. */
function backTo(name: string, folder: MailboxFolder, { user, accessRights }: FolderPermission) {
  return command(name, { Identity: folderIdentity(folder), User: user, AccessRights: [...accessRights] })
}

function noEntry(user: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'UserNotFoundInPermissionEntryException',
    `There is no existing permission entry found for user: ${quoted(user)}.`,
    { target: 'User', recommendedAction: 'Use Add-MailboxFolderPermission.' },
  )
}

const named = { Identity: piped(mandatory(text, 1)), User: mandatory(text) }

const add = exchangeCmdlet({
  name: 'Add-MailboxFolderPermission',
  synopsis: 'Lets somebody else work in a folder of a mailbox.',
  parameters: { ...named, AccessRights: mandatory(rights) },
  run: async ({ Identity, User, AccessRights }, site) => {
    const found = await meantToGive(site, Identity, User, AccessRights)
    if (!found.ok) return found
    const { folder, holder, former } = found.value
    if (former)
      return refuse(
        'ResourceExists',
        'UserAlreadyExistsInPermissionEntryException',
        `An existing permission entry was found for user: ${User}.`,
        { target: 'User', recommendedAction: 'Change it by Set-MailboxFolderPermission.' },
      )
    const entry = { folder: folder.name, user: holder, accessRights: namedRights(AccessRights) }
    const kept = await keep(folder, [...permissionsOf(folder), entry], site)
    if (!kept.ok) return kept
    const back = { Identity: folderIdentity(folder), User: holder, Confirm: absent }
    return ok({
      output: [await shown(folder, entry, site)],
      undo: [command('Remove-MailboxFolderPermission', back)],
    })
  },
})

const set = exchangeCmdlet({
  name: 'Set-MailboxFolderPermission',
  synopsis: 'Changes what somebody may do in a folder of a mailbox.',
  parameters: { ...named, AccessRights: mandatory(rights) },
  run: async ({ Identity, User, AccessRights }, site) => {
    const found = await meantToGive(site, Identity, User, AccessRights)
    if (!found.ok) return found
    const { folder, holder, former } = found.value
    if (!former) return noEntry(User)
    const changed = { ...former, accessRights: namedRights(AccessRights) }
    const kept = await keep(
      folder,
      permissionsOf(folder).map((one) => (one.user === holder ? changed : one)),
      site,
    )
    if (!kept.ok) return kept
    return ok({ undo: [backTo('Set-MailboxFolderPermission', folder, former)] })
  },
})

const remove = exchangeCmdlet({
  name: 'Remove-MailboxFolderPermission',
  synopsis: 'Takes from somebody what Add-MailboxFolderPermission gave.',
  parameters: named,
  run: async ({ Identity, User }, site) => {
    const found = await meant(site, Identity, User)
    if (!found.ok) return found
    const { folder, holder, former } = found.value
    if (everybody.includes(holder))
      return refuse(
        'InvalidOperation',
        'CannotRemoveSpecialUserException',
        `The entry of ${holder} can't be removed.`,
        { target: 'User', recommendedAction: 'Set its AccessRights to None.' },
      )
    if (!former) return noEntry(User)
    const kept = await keep(
      folder,
      permissionsOf(folder).filter((one) => one.user !== holder),
      site,
    )
    if (!kept.ok) return kept
    return ok({ undo: [backTo('Add-MailboxFolderPermission', folder, former)] })
  },
})

const get = exchangeCmdlet({
  name: 'Get-MailboxFolderPermission',
  synopsis: 'Shows who may do what in a folder of a mailbox.',
  reads: true,
  columns: ['FolderName', 'User', 'AccessRights'],
  parameters: { Identity: piped(mandatory(text, 1)), User: text },
  run: async ({ Identity, User }, site) => {
    const folder = await requireFolder(site, Identity)
    if (!folder.ok) return folder
    const holder = User === undefined ? ok(null) : await requireHolder(site, User)
    if (!holder.ok) return holder
    const entries = permissionsOf(folder.value).filter(
      ({ user }) => holder.value === null || user === holder.value,
    )
    if (User !== undefined && entries.length === 0) return noEntry(User)
    return ok({ output: await Promise.all(entries.map((one) => shown(folder.value, one, site))) })
  },
})

export const folderPermissionCmdlets = [get, add, set, remove]
