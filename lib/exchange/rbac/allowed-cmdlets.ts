import type { Site, User } from '../store'
import { readDirectoryRoles, rolesByGroups, rolesOfOrganization } from './directory-roles'
import { hasCmdlet, isForOneself, type Role, same } from './roles'

/** What somebody may run of Exchange's cmdlets. */
export interface AllowedCmdlets {
  /** The roles that say so. */
  readonly roles: readonly string[]
  /** Whether the cmdlet is known to this person at all; to others it is a name that is not recognized. */
  permits(cmdlet: string): boolean
  /** Whether it may only be run on one's own mailbox, account or groups. */
  onlyOneself(cmdlet: string): boolean
}

/**
 * The roles of an account: those of the role groups it is in, in Active Directory, and of the policy for everybody
 * with a mailbox. Whoever is no account of the domain at all works as its administrator, in Organization
 * Management. Names of other commands (setup.exe, Restart-Service) are none of Exchange's business.
 */
export async function allowedCmdlets(site: Site, caller: string): Promise<AllowedCmdlets> {
  const directory = await readDirectoryRoles(site)
  const roles = rolesByGroups(directory, caller)
  const user = await findAccount(site, caller)
  if (!user) return allowedBy(roles ?? rolesOfOrganization(directory))
  return allowedBy([...(roles ?? []), ...directory.ofAccount(user)])
}

/** The same, of roles that are known already. */
export function allowedBy(roles: readonly Role[]): AllowedCmdlets {
  const over = roles.filter(({ own }) => !own)
  const permits = (cmdlet: string) => roles.some((role) => hasCmdlet(role, cmdlet))
  return {
    roles: [...new Set(roles.map(({ name }) => name))],
    permits,
    onlyOneself: (cmdlet) => permits(cmdlet) && !over.some((role) => hasCmdlet(role, cmdlet)),
  }
}

/**
 * Whether the site's caller may run a cmdlet: one question to the store for those whose role groups have it, and
 * the account only for others.
 */
export async function mayRun(site: Site, cmdlet: string): Promise<boolean> {
  const directory = await readDirectoryRoles(site)
  const roles = rolesByGroups(directory, site.caller)
  if (roles?.some((role) => !role.own && hasCmdlet(role, cmdlet))) return true
  const user = await findAccount(site, site.caller)
  if (!user) return (roles ?? rolesOfOrganization(directory)).some((role) => hasCmdlet(role, cmdlet))
  return directory.ofAccount(user).some((role) => hasCmdlet(role, cmdlet))
}

/** The caller, where the cmdlet may be run on what is the caller's own alone; null where there is no such limit. */
export async function limitedToOneself(site: Site, cmdlet: string): Promise<User | null> {
  if (!isForOneself(cmdlet)) return null
  const user = await findAccount(site, site.caller)
  return user && (await allowedCmdlets(site, site.caller)).onlyOneself(cmdlet) ? user : null
}

/** By logon name alone: somebody else's alias or display name is no account. */
async function findAccount({ store }: Site, caller: string): Promise<User | null> {
  const user = await store.users.find(caller)
  return user && same(user.logonName, caller) ? user : null
}
