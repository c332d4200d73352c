import { adGroup } from '@/lib/essentials'
import {
  absent,
  command,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { objectName } from '../../organization/kind'
import { builtInRoleGroups } from '../../rbac/built-in-role-groups'
import { type RoleGroup, roleGroup } from '../../rbac/role-nouns'
import { initialRoleGroup, roleGroupNames } from '../../rbac/roles'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { type Implied, impliedCmdlets, requireImplied } from '../implied-noun'
import { requireRole } from './management-role'
import { accountNames, membersOf } from './members'

export const roleGroups: Implied<RoleGroup> = {
  definition: roleGroup,
  names: roleGroupNames,
  initial: initialRoleGroup,
}

/** The names of roles as Exchange writes them. */
export async function roleNames(site: Site, given: readonly string[]): Promise<Result<readonly string[]>> {
  const names: string[] = []
  for (const one of given) {
    const role = await requireRole(site, one, 'Roles')
    if (!role.ok) return role
    if (!names.includes(role.value.name)) names.push(role.value.name)
  }
  return ok(names)
}

const newRoleGroup = exchangeCmdlet({
  name: 'New-RoleGroup',
  synopsis: 'Makes a group whose members have some roles.',
  parameters: {
    Name: mandatory(objectName, 1),
    Roles: multiValued(text),
    Members: multiValued(text),
    ManagedBy: multiValued(text),
    Description: text,
    DisplayName: text,
    SamAccountName: text,
    Force: switchParameter,
  },
  run: async ({ Name, Roles = [], Members = [], ManagedBy = [], Description = '' }, site) => {
    const roles = await roleNames(site, Roles)
    if (!roles.ok) return roles
    const members = await accountNames(site, Members, 'Members')
    if (!members.ok) return members
    if ((await requireImplied(roleGroups, Name, site)).ok)
      return refuse('ResourceExists', 'ObjectAlreadyExists', `The role group '${Name}' already exists.`, {
        target: 'Name',
      })
    const group = await site.store.insert(adGroup, Name, { members: members.value })
    if (!group.ok) return group
    const properties = {
      description: Description,
      roles: roles.value,
      managedBy: ManagedBy,
      made: true as const,
    }
    const made = await site.store.insert(roleGroup, Name, properties)
    if (!made.ok) return made
    return ok({
      output: [{ Name, AssignedRoles: roles.value, ManagedBy, Members: members.value }],
      undo: [command('Remove-RoleGroup', { Identity: Name, Confirm: absent })],
    })
  },
})

const removeRoleGroup = exchangeCmdlet({
  name: 'Remove-RoleGroup',
  synopsis: 'Removes a role group: its members lose its roles.',
  parameters: { Identity: piped(mandatory(text, 1)), Force: switchParameter },
  run: async ({ Identity }, site) => {
    const found = await requireImplied(roleGroups, Identity, site)
    if (!found.ok) return found
    const { name, properties } = found.value
    const kept = await site.store.find(roleGroup, name)
    if (name in builtInRoleGroups || !kept)
      return refuse(
        'InvalidOperation',
        'BuiltInRoleGroupCannotBeRemoved',
        `The role group '${name}' can't be removed because it comes with Exchange.`,
        { target: 'Identity', recommendedAction: 'Remove its members instead.' },
      )
    const Members = await membersOf(site, name)
    const group = await site.store.find(adGroup, name)
    if (group) await site.store.remove(adGroup, group)
    await site.store.remove(roleGroup, kept)
    const { roles: Roles, managedBy: ManagedBy, description: Description } = properties
    return ok({ undo: [command('New-RoleGroup', { Name: name, Roles, Members, ManagedBy, Description })] })
  },
})

export const roleGroupCmdlets = [
  ...impliedCmdlets(roleGroups, {
    get: 'Lists the role groups with their roles.',
    set: 'Changes the description of a role group, and who manages it.',
  }),
  newRoleGroup,
  removeRoleGroup,
]
