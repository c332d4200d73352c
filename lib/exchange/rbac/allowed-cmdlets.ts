import { adGroup, domainAdmins, isMember } from '@/lib/essentials'
import type { Site } from '../store'
import { organizationManagement } from './built-in-role-groups'
import { roleAssignmentPolicy, roleGroup } from './role-nouns'
import {
  hasCmdlet,
  initialPolicy,
  initialRoleGroup,
  listRoles,
  policyNames,
  type Role,
  roleGroupNames,
} from './roles'

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
 * with a mailbox. Names of other commands (setup.exe, Restart-Service) are none of Exchange's business.
 */
export async function allowedCmdlets(site: Site, caller: string): Promise<AllowedCmdlets> {
  const roles = await listRoles(site)
  const names = await assignedRoles(site, caller)
  return allowedBy(roles.filter(({ name }) => names.has(name.toLowerCase())))
}

/** The same, of roles that are known already. */
export function allowedBy(roles: readonly Role[]): AllowedCmdlets {
  const over = roles.filter(({ own }) => !own)
  const permits = (cmdlet: string) => roles.some((role) => hasCmdlet(role, cmdlet))
  return {
    roles: roles.map(({ name }) => name),
    permits,
    onlyOneself: (cmdlet) => permits(cmdlet) && !over.some((role) => hasCmdlet(role, cmdlet)),
  }
}

async function assignedRoles(site: Site, caller: string): Promise<ReadonlySet<string>> {
  const names: string[] = []
  for (const group of await roleGroupNames(site))
    if (await isInRoleGroup(site, group, caller)) names.push(...(await rolesOfGroup(site, group)))
  if ((await site.store.users.find(caller))?.mailbox) names.push(...(await rolesOfEverybody(site)))
  return new Set(names.map((name) => name.toLowerCase()))
}

/** An organization from before role groups were kept has none in Active Directory: its Domain Admins manage it. */
async function isInRoleGroup(site: Site, group: string, caller: string): Promise<boolean> {
  if (await isMember(site, group, caller)) return true
  const exists = await site.store.find(adGroup, organizationManagement)
  return group === organizationManagement && !exists && isMember(site, domainAdmins, caller)
}

async function rolesOfGroup({ store }: Site, group: string): Promise<readonly string[]> {
  const kept = await store.find(roleGroup, group)
  return { ...(await initialRoleGroup(group)), ...kept?.properties }.roles
}

async function rolesOfEverybody(site: Site): Promise<readonly string[]> {
  for (const name of await policyNames(site)) {
    const kept = await site.store.find(roleAssignmentPolicy, name)
    const policy = { ...(await initialPolicy(name, site)), ...kept?.properties }
    if (policy.isDefault) return policy.roles
  }
  return []
}
