import type { Site } from '../store'
import { mayRun } from './allowed-cmdlets'
import { readDirectoryRoles } from './directory-roles'
import { hasCmdlet } from './roles'

const mostNamed = 3

/**
 * What to do about a cmdlet of Exchange that is no cmdlet to the site's caller: which role groups have it, and the
 * command that lets the caller in. Null where it is not for want of a role.
 */
export async function lackingRole(site: Site, cmdlet: string): Promise<string | null> {
  if (await mayRun(site, cmdlet)) return null
  const { roleGroups, isPrepared } = await readDirectoryRoles(site)
  const groups = roleGroups
    .filter(({ roles }) => roles.some((role) => !role.own && hasCmdlet(role, cmdlet)))
    .toSorted((one, other) => one.roles.length - other.roles.length)
    .slice(0, mostNamed)
    .map(({ name }) => name)
  const [first] = groups
  if (first === undefined)
    return `No role group has ${cmdlet}: give its role to one (New-ManagementRoleAssignment).`
  const names = groups.map((name) => `'${name}'`).join(' or ')
  const how = isPrepared
    ? `: Add-ADGroupMember -Identity '${first}' -Members '${site.caller.replaceAll("'", "''")}'`
    : ''
  return `${site.caller} has no role with ${cmdlet}. Let somebody put ${site.caller} into the role group ${names}${how}.`
}
