import type { Site, User, UserProperties } from '@/lib/exchange'
import {
  type Bound,
  cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  parsed,
  switchOf,
  switchParameter,
  text,
} from '@/lib/shell'
import { primaryAddress, requireUser } from '../find-user'
import { displayNameOf, parsePersonName } from '../person-name'

const accessLevel = enumeration('AccessLevel', 'User', 'Administrator')
/** What Add- and Set-WssUser have in common. */
export const personal = {
  FirstName: parsed('String', (given) => parsePersonName('FirstName', given)),
  LastName: parsed('String', (given) => parsePersonName('LastName', given)),
  AccessLevel: accessLevel,
  AllowRemoteAccess: switchParameter,
  AllowVpnAccess: switchParameter,
}

/** A user as Get-WssUser writes it. */
export function shown(user: User): object {
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

/** Administrators belong to protected groups: inheritance of rights is off there (Exchange ActiveSync HTTP 500). */
export function protectedGroupWarning(name: string): string {
  return `${name} is an administrator. Members of protected groups such as Domain Admins cannot synchronize by ActiveSync (HTTP 500) until inherited permissions are allowed on the account: use a standard account for a phone.`
}

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
          AllowRemoteAccess:
            bound.AllowRemoteAccess === undefined ? undefined : switchOf(before.remoteWebAccess),
          AllowVpnAccess: bound.AllowVpnAccess === undefined ? undefined : switchOf(before.vpn),
        }),
      ],
    })
  },
})

export const wssUserCmdlets = [getWssUser, setWssUser]
