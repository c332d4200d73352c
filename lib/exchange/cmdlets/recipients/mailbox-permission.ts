import { adGroup } from '@/lib/essentials'
import {
  boolean,
  enumeration,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { idOf, nameOf, type Recipient } from '../../directory/recipient'
import type { Permission, Site } from '../../store'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { domainName, type MailboxUser, requireMailbox } from '../mailbox/require-mailbox'
import { filled } from './changed-properties'
import { findRecipient } from './find-recipient'
import { permissionCommand } from './permission-command'

const rights = [
  'FullAccess',
  'SendAs',
  'ExternalAccount',
  'DeleteItem',
  'ReadPermission',
  'ChangePermission',
  'ChangeOwner',
] as const
const inheritance = ['None', 'All', 'Descendents', 'SelfAndChildren', 'Children'] as const

const entryParameters = {
  Identity: piped(mandatory(text, 1)),
  User: text,
  AccessRights: multiValued(enumeration('MailboxRights', ...rights)),
  InheritanceType: enumeration('ActiveDirectorySecurityInheritance', ...inheritance),
  Deny: switchParameter,
}

const self = 'NT AUTHORITY\\SELF'
const wellKnown = /^(NT AUTHORITY|BUILTIN|S-1-)/i

/** Who a permission is given to: a person or a security group by id, or one of Windows' own by its name. */
export async function requirePrincipal(
  site: Site,
  identity: string,
  target: string,
): Promise<Result<string>> {
  if (wellKnown.test(identity)) return ok(identity)
  const found = await findRecipient(site, identity)
  if (found && isPrincipal(found)) return ok(idOf(found))
  const group = await site.store.find(adGroup, identity.slice(identity.indexOf('\\') + 1))
  return group
    ? ok(group.id)
    : refuse(
        'ObjectNotFound',
        'SecurityPrincipalNotFound',
        `User or group ${quoted(identity)} wasn't found. Please make sure you've typed it correctly.`,
        { target },
      )
}

function isPrincipal(recipient: Recipient): boolean {
  return recipient.kind === 'user' || (recipient.kind === 'group' && recipient.object.properties.security)
}

/** `CONTOSO\FrankM` for an id. */
export async function principalName(site: Site, user: string): Promise<string> {
  if (wellKnown.test(user)) return user
  const { netBios } = await domainName(site)
  const found = await findRecipient(site, user)
  if (found) return `${netBios}\\${found.kind === 'user' ? found.user.logonName : nameOf(found)}`
  const group = (await site.store.list(adGroup)).find(({ id }) => id === user)
  return group ? `${netBios}\\${group.name}` : user
}

async function shown(user: MailboxUser, entry: Permission, site: Site): Promise<object> {
  const { netBios } = await domainName(site)
  return {
    Identity: `${netBios}\\${user.logonName}`,
    User: await principalName(site, entry.user),
    AccessRights: entry.accessRights,
    IsInherited: false,
    Deny: entry.deny,
    InheritanceType: entry.inheritanceType,
  }
}

function isSame(one: Permission, other: Permission): boolean {
  return one.user.toLowerCase() === other.user.toLowerCase() && one.deny === other.deny
}

interface Wanted {
  readonly User?: string | undefined
  readonly AccessRights?: readonly string[] | undefined
  readonly InheritanceType?: string | undefined
  readonly Deny?: boolean | undefined
}

async function entryOf(
  site: Site,
  { User, AccessRights, InheritanceType, Deny }: Wanted,
): Promise<Result<Permission>> {
  if (User === undefined || !AccessRights?.length)
    return refuse(
      'InvalidArgument',
      'MissingMandatoryParameter',
      `Cannot process command because of one or more missing mandatory parameters: ${User === undefined ? 'User' : 'AccessRights'}.`,
      { target: User === undefined ? 'User' : 'AccessRights' },
    )
  const user = await requirePrincipal(site, User, 'User')
  if (!user.ok) return user
  return ok({
    user: user.value,
    accessRights: rights.filter((one) => AccessRights.includes(one)),
    extendedRights: [],
    deny: Deny === true,
    inheritanceType: InheritanceType ?? 'All',
  })
}

async function keep(user: MailboxUser, permissions: readonly Permission[], site: Site) {
  return site.store.users.update(user.id, { attributes: filled({ ...user.attributes, permissions }) })
}

async function setOwner(user: MailboxUser, owner: string, site: Site): Promise<Result<Outcome>> {
  const principal = await requirePrincipal(site, owner, 'Owner')
  if (!principal.ok) return principal
  const mailbox = { ...user.attributes.mailbox, Owner: principal.value }
  const updated = await site.store.users.update(user.id, { attributes: { ...user.attributes, mailbox } })
  return updated.ok ? ok({ output: [await shownOwner(user, principal.value, site)] }) : updated
}

async function shownOwner(user: MailboxUser, owner: string, site: Site): Promise<object> {
  const { netBios } = await domainName(site)
  return { Identity: `${netBios}\\${user.logonName}`, Owner: await principalName(site, owner) }
}

export const addMailboxPermission = exchangeCmdlet({
  name: 'Add-MailboxPermission',
  synopsis: 'Lets somebody else open a mailbox.',
  parameters: { ...entryParameters, Owner: text, AutoMapping: boolean },
  run: async ({ Identity, Owner, ...wanted }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    if (Owner !== undefined) return setOwner(user.value, Owner, site)
    const entry = await entryOf(site, wanted)
    if (!entry.ok) return entry
    const { permissions = [] } = user.value.attributes
    const former = permissions.find((one) => isSame(one, entry.value))
    const added = entry.value.accessRights.filter((one) => !former?.accessRights.includes(one))
    if (added.length === 0)
      return ok({
        output: [await shown(user.value, entry.value, site)],
        warnings: [
          `The appropriate access control entry is already present on the object "${user.value.name}" for account "${await principalName(site, entry.value.user)}".`,
        ],
        undo: [],
      })
    const held = [...(former?.accessRights ?? []), ...added]
    const all = { ...entry.value, accessRights: rights.filter((one) => held.includes(one)) }
    const kept = await keep(
      user.value,
      former ? permissions.map((one) => (one === former ? all : one)) : [...permissions, all],
      site,
    )
    if (!kept.ok) return kept
    return ok({
      output: [await shown(user.value, all, site)],
      undo: [permissionCommand('Remove', user.value.logonName, { ...all, accessRights: added })],
    })
  },
})

export const removeMailboxPermission = exchangeCmdlet({
  name: 'Remove-MailboxPermission',
  synopsis: 'Takes from somebody what Add-MailboxPermission gave.',
  parameters: { ...entryParameters, ClearAutoMapping: only(['2016'], switchParameter) },
  run: async ({ Identity, ClearAutoMapping, ...wanted }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    // Which mailboxes Outlook opens by itself is Outlook's; there is nothing of it to clear here.
    if (ClearAutoMapping) return ok({ undo: [] })
    const entry = await entryOf(site, wanted)
    if (!entry.ok) return entry
    const { permissions = [] } = user.value.attributes
    const former = permissions.find((one) => isSame(one, entry.value))
    const taken = entry.value.accessRights.filter((one) => former?.accessRights.includes(one))
    if (!former || taken.length === 0)
      return ok({
        warnings: [
          `Can't remove the access control entry on the object "${user.value.name}" for account "${await principalName(site, entry.value.user)}" because the ACE isn't present.`,
        ],
        undo: [],
      })
    const left = {
      ...former,
      accessRights: former.accessRights.filter((one) => !taken.some((two) => two === one)),
    }
    const kept = await keep(
      user.value,
      permissions.flatMap((one) => (one !== former ? [one] : left.accessRights.length > 0 ? [left] : [])),
      site,
    )
    if (!kept.ok) return kept
    return ok({ undo: [permissionCommand('Add', user.value.logonName, { ...former, accessRights: taken })] })
  },
})

export const getMailboxPermission = exchangeCmdlet({
  name: 'Get-MailboxPermission',
  synopsis: 'Shows who can open a mailbox.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), User: text, Owner: switchParameter },
  run: async ({ Identity, User, Owner }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    const { mailbox, permissions = [] } = user.value.attributes
    if (Owner) return ok({ output: [await shownOwner(user.value, String(mailbox?.Owner ?? self), site)] })
    const own: Permission = {
      user: self,
      accessRights: ['FullAccess', 'ReadPermission'],
      extendedRights: [],
      deny: false,
      inheritanceType: 'All',
    }
    const principal = User === undefined ? ok(null) : await requirePrincipal(site, User, 'User')
    if (!principal.ok) return principal
    const all = [own, ...permissions].filter(
      (one) => principal.value === null || one.user.toLowerCase() === principal.value.toLowerCase(),
    )
    return ok({ output: await Promise.all(all.map((one) => shown(user.value, one, site))) })
  },
})
