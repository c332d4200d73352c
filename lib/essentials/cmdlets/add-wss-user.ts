import type { Site, Stored, UserProperties } from '@/lib/exchange'
import {
  absent,
  type Bound,
  cmdlet,
  command,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  parsed,
  type Result,
  refuse,
  secureString,
  text,
} from '@/lib/shell'
import { addMembers, domainAdmins, type Group, isMember } from '../ad-groups'
import { hashIfStrong } from '../judge-secret'
import { isBuiltInAccount, parseLogonName } from '../logon-name'
import { displayNameOf } from '../person-name'
import { adGroup } from '../site'
import { personal, shown } from './wss-user'

function userExists(name: string, holder: string): Result<never> {
  return refuse('ResourceExists', 'UserExists', `The user account "${name}" already exists${holder}.`, {
    target: 'Name',
    recommendedAction: 'Choose another logon name.',
  })
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
  Name: mandatory(parsed('String', parseLogonName), 1),
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

export const addWssUserCmdlets = [addWssUser]
