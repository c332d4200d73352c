import {
  absent,
  boolean,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Definition } from '../../organization/definition'
import { roleAssignment } from '../../rbac/role-nouns'
import { same } from '../../rbac/roles'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { type Implied, requireImplied } from '../implied-noun'
import type { WithMore } from '../more-properties'
import { type Assignment, assignments, assignmentsOf, logonNameOf, shown } from './assignments'
import { requireRole } from './management-role'
import { policies } from './role-assignment-policy'
import { roleGroups } from './role-group'

interface WithRoles extends WithMore {
  readonly roles: readonly string[]
}

const getManagementRoleAssignment = exchangeCmdlet({
  name: 'Get-ManagementRoleAssignment',
  synopsis: 'Lists which accounts, role groups and policies have which roles.',
  columns: roleAssignment.columns,
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Role: text,
    RoleAssignee: text,
    RoleAssigneeType: text,
    Delegating: boolean,
    Enabled: boolean,
    GetEffectiveUsers: switchParameter,
  },
  run: async (
    { Identity, Role, RoleAssignee, RoleAssigneeType, Delegating, Enabled, GetEffectiveUsers },
    site,
  ) => {
    const all = RoleAssignee === undefined ? await assignments(site) : await assignmentsOf(site, RoleAssignee)
    if (Identity !== undefined) {
      const one = all.find(({ name }) => same(name, Identity))
      return one
        ? ok({ output: await shown(one, site, GetEffectiveUsers) })
        : couldNotBeFound(site, Identity, 'Identity')
    }
    // Every assignment here is in force, and none may be passed on.
    if (Delegating === true || Enabled === false) return ok({ output: [] })
    const meant = all.filter(
      ({ role, type }) =>
        (Role === undefined || same(role, Role)) &&
        (RoleAssigneeType === undefined || same(type, RoleAssigneeType)),
    )
    return ok({ output: (await Promise.all(meant.map((one) => shown(one, site, GetEffectiveUsers)))).flat() })
  },
})

/** Keeps an assignee's roles; what is as it comes with Exchange needs no row. */
async function keepRoles<P extends WithRoles>(
  { definition, initial }: Implied<P>,
  name: string,
  roles: readonly string[],
  site: Site,
): Promise<Result<unknown>> {
  const kept = await site.store.find(definition as Definition<WithRoles>, name)
  const usual = (await initial(name, site)).roles
  const isUsual = JSON.stringify(usual) === JSON.stringify(roles)
  if (!kept) return site.store.insert(definition as Definition<WithRoles>, name, { roles })
  if (isUsual && Object.keys(kept.properties).length === 1)
    return ok(await site.store.remove(definition as Definition<WithRoles>, kept))
  return site.store.update(definition as Definition<WithRoles>, kept, { roles })
}

async function change(
  site: Site,
  type: 'RoleGroup' | 'RoleAssignmentPolicy',
  assignee: string,
  roles: (now: readonly string[]) => readonly string[],
): Promise<Result<string>> {
  const implied = (type === 'RoleGroup' ? roleGroups : policies) as unknown as Implied<WithRoles>
  const found = await requireImplied(implied, assignee, site)
  if (!found.ok) return found
  const kept = await keepRoles(implied, found.value.name, roles(found.value.properties.roles), site)
  return kept.ok ? ok(found.value.name) : kept
}

/** The assignee by the kind that its parameter names; an account by its id. */
async function requireAssignee(
  { SecurityGroup, Policy, User }: { SecurityGroup?: string; Policy?: string; User?: string },
  site: Site,
): Promise<Result<Pick<Assignment, 'type' | 'assignee' | 'key'>>> {
  const given = [SecurityGroup, Policy, User].filter((one) => one !== undefined)
  if (given.length !== 1)
    return refuse(
      'InvalidArgument',
      'AssigneeMissing',
      'A role is assigned to one role group, one account or one policy.',
      { target: 'SecurityGroup', recommendedAction: 'Give one of -SecurityGroup, -User and -Policy.' },
    )
  if (User !== undefined) {
    const user = await site.store.users.find(User)
    if (!user) return couldNotBeFound(site, User, 'User')
    return ok({ type: 'User', assignee: user.name, key: user.id })
  }
  const found =
    SecurityGroup === undefined
      ? await requireImplied(policies, Policy ?? '', site)
      : await requireImplied(roleGroups, SecurityGroup, site)
  if (!found.ok) return found
  const { name } = found.value
  return ok({
    type: SecurityGroup === undefined ? 'RoleAssignmentPolicy' : 'RoleGroup',
    assignee: name,
    key: name,
  })
}

const alreadyThere = (role: string, assignee: string) =>
  refuse(
    'ResourceExists',
    'RoleAssignmentAlreadyExists',
    `The role '${role}' is already assigned to '${assignee}'.`,
    { target: 'Role' },
  )

const nameTaken = (name: string) =>
  refuse('ResourceExists', 'ObjectAlreadyExists', `There is a role assignment named '${name}' already.`, {
    target: 'Name',
    recommendedAction: 'Choose another name.',
  })

const newManagementRoleAssignment = exchangeCmdlet({
  name: 'New-ManagementRoleAssignment',
  synopsis: 'Gives a role to an account, a role group or a role assignment policy.',
  parameters: {
    Name: { ...text, position: 1 },
    Role: mandatory(text),
    SecurityGroup: text,
    Policy: text,
    User: text,
    Force: switchParameter,
  },
  run: async ({ Name, Role, ...to }, site) => {
    const role = await requireRole(site, Role, 'Role')
    if (!role.ok) return role
    const found = await requireAssignee(to, site)
    if (!found.ok) return found
    const { type, assignee, key } = found.value
    const usual = `${role.value.name}-${assignee}`
    const made = { ...found.value, role: role.value.name, name: Name ?? usual }
    const all = await assignments(site)
    if (all.some((one) => one.role === made.role && one.type === type && same(one.key, key)))
      return alreadyThere(made.role, assignee)
    if (all.some(({ name }) => same(name, made.name))) return nameTaken(made.name)
    if (type === 'User' || !same(made.name, usual)) {
      const kept = await site.store.insert(roleAssignment, made.name, {
        role: made.role,
        type,
        assignee: key,
      })
      if (!kept.ok) return kept
    }
    if (type !== 'User') {
      const changed = await change(site, type, key, (now) => [...now, made.role])
      if (!changed.ok) return changed
    }
    const undo = [command('Remove-ManagementRoleAssignment', { Identity: made.name, Confirm: absent })]
    return ok({ output: await shown(made, site, false), undo })
  },
})

const parameterOf = { User: 'User', RoleGroup: 'SecurityGroup', RoleAssignmentPolicy: 'Policy' } as const

const removeManagementRoleAssignment = exchangeCmdlet({
  name: 'Remove-ManagementRoleAssignment',
  synopsis: 'Takes a role from an account, a role group or a policy.',
  parameters: { Identity: piped(mandatory(text, 1)), Force: switchParameter },
  run: async ({ Identity }, site) => {
    const found = (await assignments(site)).find(({ name }) => same(name, Identity))
    if (!found) return couldNotBeFound(site, Identity, 'Identity')
    const { role, assignee, type, key, name } = found
    const isLast = role === 'Role Management' && assignee === 'Organization Management'
    if (isLast)
      return refuse(
        'InvalidOperation',
        'LastRoleManagement',
        'Organization Management keeps the role Role Management: nobody could assign roles any more.',
        { target: 'Identity' },
      )
    const kept = await site.store.find(roleAssignment, name)
    if (kept) await site.store.remove(roleAssignment, kept)
    if (type !== 'User') {
      const changed = await change(site, type, key, (now) => now.filter((one) => one !== role))
      if (!changed.ok) return changed
    }
    const to = type === 'User' ? await logonNameOf(site, key) : assignee
    if (to === null) return ok({ undo: [] })
    const named = kept ? { Name: name } : {}
    return ok({
      undo: [command('New-ManagementRoleAssignment', { ...named, Role: role, [parameterOf[type]]: to })],
    })
  },
})

export const roleAssignmentCmdlets = [
  getManagementRoleAssignment,
  newManagementRoleAssignment,
  removeManagementRoleAssignment,
]
