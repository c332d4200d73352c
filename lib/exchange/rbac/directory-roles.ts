import { adGroup, domainAdmins } from '@/lib/essentials'
import type { Site, Stored, User } from '../store'
import { defaultPolicy, defaultPolicyRoles, organizationManagement } from './built-in-role-groups'
import {
  managementRole,
  type RoleAssignmentPolicy,
  roleAssignment,
  roleAssignmentPolicy,
  roleGroup,
} from './role-nouns'
import { builtInRoleGroup, type Role, roleGroupsBeside, rolesBeside, same } from './roles'

/** Who has which roles, as one moment of the directory says. */
export interface DirectoryRoles {
  /** Whether Exchange's preparation of the domain has made its groups. */
  readonly isPrepared: boolean
  readonly roleGroups: readonly { readonly name: string; readonly roles: readonly Role[] }[]
  /** The groups of Active Directory that somebody is in, whether they give roles or not. */
  groupsOf(account: string): readonly string[]
  /** What an account has by itself: the roles given to it, and those of its mailbox's policy. */
  ofAccount(user: User): readonly Role[]
}

/** One question to the store. */
export async function readDirectoryRoles({ store }: Site): Promise<DirectoryRoles> {
  const [groups, keptGroups, made, policies, assignments] = await store.lists([
    adGroup,
    roleGroup,
    managementRole,
    roleAssignmentPolicy,
    roleAssignment,
  ])
  const roles = rolesBeside(made)
  const named = (names: readonly string[]) => roles.filter(({ name }) => names.some((one) => same(one, name)))
  return {
    isPrepared: groups.some(({ name }) => same(name, organizationManagement)),
    roleGroups: roleGroupsBeside(keptGroups).map((name) => {
      const kept = keptGroups.find((one) => same(one.name, name))
      return { name, roles: named({ ...builtInRoleGroup(name), ...kept?.properties }.roles) }
    }),
    groupsOf: (account) =>
      groups
        .filter(({ properties }) => properties.members.some((member) => same(member, account)))
        .map(({ name }) => name),
    ofAccount: (user) => [
      ...named(
        assignments
          .filter(({ properties: { type, assignee } }) => type === 'User' && assignee === user.id)
          .map(({ properties }) => properties.role),
      ),
      ...(user.mailbox ? named(rolesByPolicy(policies, user)) : []),
    ],
  }
}

/** A mailbox has a policy of its own, or the default one, which is Exchange's until another is. */
function rolesByPolicy(policies: readonly Stored<RoleAssignmentPolicy>[], { attributes }: User) {
  const own = attributes.mailbox?.RoleAssignmentPolicy
  const chosen =
    policies.find(({ name }) => typeof own === 'string' && same(name, own)) ??
    policies.find(({ properties }) => properties.isDefault) ??
    policies.find(({ name }) => same(name, defaultPolicy))
  return chosen?.properties.roles ?? defaultPolicyRoles
}

/**
 * The roles that somebody has by the groups of Active Directory; null for whom the directory does not know. Before
 * the domain is prepared for Exchange there are no role groups: its administrators will manage the organization.
 */
export function rolesByGroups(directory: DirectoryRoles, account: string): readonly Role[] | null {
  const groups = directory.groupsOf(account)
  if (groups.length === 0) return null
  const early = !directory.isPrepared && groups.some((one) => same(one, domainAdmins))
  return directory.roleGroups
    .filter(({ name }) => groups.some((one) => same(one, name)) || (early && name === organizationManagement))
    .flatMap(({ roles }) => roles)
}

/** What whoever manages the organization has. */
export function rolesOfOrganization({ roleGroups }: DirectoryRoles): readonly Role[] {
  return roleGroups.find(({ name }) => name === organizationManagement)?.roles ?? []
}
