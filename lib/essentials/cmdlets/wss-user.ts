import type { Site, Stored, User, UserProperties } from '@/lib/exchange'
import {
  absent,
  type Bound,
  cmdlet,
  command,
  enumeration,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  parsed,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import { addMembers, domainAdmins, type Group, isMember, isSame, removeMembers } from '../ad-groups'
import { hashIfStrong } from '../judge-secret'
import { isBuiltInAccount, parseLogonName } from '../logon-name'
import { displayNameOf, parsePersonName } from '../person-name'
import { adGroup, integration } from '../site'

const logonName = parsed('String', parseLogonName)
const accessLevel = enumeration('AccessLevel', 'User', 'Administrator')
const personal = {
  FirstName: parsed('String', (given) => parsePersonName('FirstName', given)),
  LastName: parsed('String', (given) => parsePersonName('LastName', given)),
  AccessLevel: accessLevel,
  AllowRemoteAccess: switchParameter,
  AllowVpnAccess: switchParameter,
}

/** Administrators belong to protected groups: inheritance of rights is off there (Exchange ActiveSync HTTP 500). */
export function protectedGroupWarning(name: string): string {
  return `${name} is an administrator. Members of protected groups such as Domain Admins cannot synchronize by ActiveSync (HTTP 500) until inherited permissions are allowed on the account: use a standard account for a phone.`
}

function userExists(name: string, holder: string): Result<never> {
  return refuse('ResourceExists', 'UserExists', `The user account "${name}" already exists${holder}.`, {
    target: 'Name',
    recommendedAction: 'Choose another logon name.',
  })
}

/** By logon name only: an alias that somebody else has must never lead to the wrong account. */
export async function requireUser(site: Site, name: string, target = 'Name'): Promise<Result<User>> {
  const wanted = name.split('\\').at(-1)?.trim() ?? ''
  const user = await site.store.users.find(wanted)
  return user && (isSame(user.logonName, wanted) || user.id === wanted)
    ? ok(user)
    : refuse('ObjectNotFound', 'UserNotExist', `There is no user account "${name}".`, { target })
}

function shown(user: User): object {
  return {
    Name: user.logonName,
    DisplayName: user.name,
    FirstName: user.firstName,
    LastName: user.lastName,
    AccessLevel: user.accessLevel,
    Status: user.enabled ? 'Active' : 'Inactive',
    AllowRemoteAccess: user.remoteWebAccess,
    AllowVpnAccess: user.vpn,
    EmailAddress: primaryAddress(user),
    WhenCreated: user.whenCreated.toISOString(),
  }
}

export function primaryAddress({ mailbox }: Pick<User, 'mailbox'>): string | null {
  return mailbox?.addresses.find(({ primary }) => primary)?.address ?? null
}

async function requireGroups(
  site: Site,
  names: readonly string[],
): Promise<Result<readonly Stored<Group>[]>> {
  const groups: Stored<Group>[] = []
  for (const name of names) {
    const group = await site.store.find(adGroup, name)
    if (!group)
      return refuse('ObjectNotFound', 'GroupNotExist', `There is no group "${name}".`, {
        target: 'GroupName',
      })
    groups.push(group)
  }
  return ok(groups)
}

const adding = {
  Name: mandatory(logonName, 1),
  Password: mandatory(secureString, 2),
  ...personal,
  GroupName: multiValued(text),
}

/** Administrators may come in from everywhere unless it is said otherwise; standard users may not. */
function newUser(bound: Bound<typeof adding>, passwordHash: string): UserProperties {
  const { Name, FirstName = '', LastName = '', AccessLevel = 'User' } = bound
  const anywhere = AccessLevel === 'Administrator'
  return {
    name: displayNameOf(FirstName, LastName, Name),
    firstName: FirstName,
    lastName: LastName,
    logonName: Name,
    accessLevel: AccessLevel,
    enabled: true,
    vpn: bound.AllowVpnAccess ?? anywhere,
    remoteWebAccess: bound.AllowRemoteAccess ?? anywhere,
    passwordHash,
    mailbox: null,
  }
}

const addWssUser = cmdlet<Site>()({
  name: 'Add-WssUser',
  synopsis: 'Creates a user account. Its password has to meet the password policy.',
  parameters: adding,
  run: async (bound, site): Promise<Result<Outcome>> => {
    const { Name, Password, GroupName = [] } = bound
    if (isBuiltInAccount(Name)) return userExists(Name, ': every domain has it')
    if (await isMember(site, domainAdmins, Name)) return userExists(Name, ': it is a domain administrator')
    const groups = await requireGroups(site, GroupName)
    if (!groups.ok) return groups
    const hash = await hashIfStrong(
      site,
      Password,
      { logonName: Name, displayName: displayNameOf(bound.FirstName ?? '', bound.LastName ?? '', '') },
      { errorId: 'WeakPassword', message: 'This password is too weak.', target: 'Password' },
    )
    if (!hash.ok) return hash
    const user = await site.store.users.insert(newUser(bound, hash.value))
    if (!user.ok)
      return user.error.errorId === 'LogonNameInUse'
        ? { ok: false, error: { ...user.error, errorId: 'UserExists' } }
        : user
    for (const group of groups.value) {
      const added = await addMembers(site, group, [Name])
      if (!added.ok) return added
    }
    return ok({
      output: [shown(user.value)],
      undo: [command('Remove-WssUser', { Name, Confirm: absent })],
    })
  },
})

const getWssUser = cmdlet<Site>()({
  name: 'Get-WssUser',
  synopsis: 'Shows a user account, or all: at most 1000, sorted by name.',
  reads: true,
  parameters: { Name: { ...text, position: 1 } },
  run: async ({ Name }, site) => {
    if (Name !== undefined) {
      const user = await requireUser(site, Name)
      return user.ok ? ok({ output: [shown(user.value)] }) : user
    }
    const users = await site.store.users.list({ limit: 1000 })
    return ok({
      output: users.map(shown),
      ...(users.length === 1000 ? { warnings: ['There are more than these 1000 user accounts.'] } : {}),
    })
  },
})

const setting = { Name: mandatory(text, 1), ...personal }

function changeOf(user: User, bound: Bound<typeof setting>): Partial<UserProperties> {
  const { FirstName, LastName, AccessLevel, AllowRemoteAccess, AllowVpnAccess } = bound
  const firstName = FirstName ?? user.firstName
  const lastName = LastName ?? user.lastName
  const renamed = firstName !== user.firstName || lastName !== user.lastName
  return {
    ...(renamed ? { firstName, lastName, name: displayNameOf(firstName, lastName, user.logonName) } : {}),
    ...(AccessLevel === undefined ? {} : { accessLevel: AccessLevel }),
    ...(AllowRemoteAccess === undefined ? {} : { remoteWebAccess: AllowRemoteAccess }),
    ...(AllowVpnAccess === undefined ? {} : { vpn: AllowVpnAccess }),
  }
}

const setWssUser = cmdlet<Site>()({
  name: 'Set-WssUser',
  synopsis: 'Changes the name, the access level or the Anywhere Access of a user account.',
  parameters: setting,
  run: async (bound, site) => {
    const user = await requireUser(site, bound.Name)
    if (!user.ok) return user
    const before = user.value
    const after = await site.store.users.update(before.id, changeOf(before, bound))
    if (!after.ok) return after
    const becameAdministrator = before.accessLevel === 'User' && after.value.accessLevel === 'Administrator'
    return ok({
      output: [shown(after.value)],
      ...(becameAdministrator && after.value.mailbox
        ? { warnings: [protectedGroupWarning(after.value.name)] }
        : {}),
      undo: [
        command('Set-WssUser', {
          Name: before.logonName,
          FirstName: bound.FirstName === undefined ? undefined : before.firstName,
          LastName: bound.LastName === undefined ? undefined : before.lastName,
          AccessLevel: bound.AccessLevel === undefined ? undefined : before.accessLevel,
          AllowRemoteAccess: bound.AllowRemoteAccess === undefined ? undefined : before.remoteWebAccess,
          AllowVpnAccess: bound.AllowVpnAccess === undefined ? undefined : before.vpn,
        }),
      ],
    })
  },
})

function notYourself(user: User, site: Site, doing: string): Result<never> | null {
  return isSame(user.logonName, site.caller)
    ? refuse('InvalidOperation', 'AccessDenied', `You cannot ${doing} the account that you work with.`, {
        target: 'Name',
      })
    : null
}

/** What becomes of the mailbox is said only while the dashboard has to do with mailboxes at all. */
async function mailboxFollows(
  site: Site,
  { mailbox, ...user }: User,
  enabled: boolean,
): Promise<readonly string[]> {
  const address = primaryAddress({ mailbox })
  if (!address || !(await site.store.find(integration, 'Exchange'))?.properties.enabled) return []
  return [
    enabled
      ? `The mailbox ${address} follows: ${user.name} can open it again.`
      : `The mailbox ${address} follows: nobody can open it until the account is activated again. It still receives mail.`,
  ]
}

function activating(name: string, synopsis: string, enabled: boolean, opposite: string) {
  return cmdlet<Site>()({
    name,
    synopsis,
    parameters: { Name: mandatory(text, 1), Confirm: switchParameter },
    run: async ({ Name }, site) => {
      const user = await requireUser(site, Name)
      if (!user.ok) return user
      const refusal = enabled ? null : notYourself(user.value, site, 'deactivate')
      if (refusal) return refusal
      if (user.value.enabled === enabled) return ok({ undo: [] })
      const updated = await site.store.users.update(user.value.id, { enabled })
      if (!updated.ok) return updated
      const warnings = await mailboxFollows(site, user.value, enabled)
      return ok({
        ...(warnings.length > 0 ? { warnings } : {}),
        undo: [command(opposite, { Name: user.value.logonName })],
      })
    },
  })
}

/** The domain forgets the account; Exchange finds the mailbox without its user and keeps it, disconnected. */
async function disconnect(site: Site, { name, mailbox }: User): Promise<readonly string[]> {
  if (!mailbox) return []
  await site.store.disconnected.insert({
    guid: mailbox.guid,
    displayName: name,
    mailbox,
    disconnectedAt: site.clock.now(),
  })
  return [
    `The mailbox of ${name} is disconnected. Exchange keeps it for the MailboxRetention of ${mailbox.database}, 30 days by default.`,
  ]
}

const removeWssUser = cmdlet<Site>()({
  name: 'Remove-WssUser',
  synopsis: 'Removes a user account. Its mailbox stays behind, disconnected.',
  parameters: { Name: mandatory(text, 1), Confirm: switchParameter },
  run: async ({ Name }, site): Promise<Result<Outcome>> => {
    const user = await requireUser(site, Name)
    if (!user.ok) return user
    const refusal = notYourself(user.value, site, 'remove')
    if (refusal) return refusal
    for (const group of await site.store.list(adGroup)) {
      const removed = await removeMembers(site, group, [user.value.logonName])
      if (!removed.ok) return removed
    }
    await site.store.users.remove(user.value.id)
    const warnings = await disconnect(site, user.value)
    return ok(warnings.length > 0 ? { warnings } : {})
  },
})

export const wssUserCmdlets = [
  addWssUser,
  getWssUser,
  setWssUser,
  activating('Enable-WssUser', 'Activates a user account, and its mailbox with it.', true, 'Disable-WssUser'),
  activating(
    'Disable-WssUser',
    'Deactivates a user account, and its mailbox with it.',
    false,
    'Enable-WssUser',
  ),
  removeWssUser,
]
