import {
  absent,
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
import { same } from '../../rbac/roles'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { type Implied, listImplied, requireImplied } from '../implied-noun'
import type { WithMore } from '../more-properties'
import { requireRole } from './management-role'
import { policies } from './role-assignment-policy'
import { roleGroups } from './role-group'

interface Assignment {
  readonly role: string
  readonly assignee: string
  readonly type: 'RoleGroup' | 'RoleAssignmentPolicy'
}

interface WithRoles extends WithMore {
  readonly roles: readonly string[]
}

const nameOf = ({ role, assignee }: Assignment) => `${role}-${assignee}`

async function assignments(site: Site): Promise<readonly Assignment[]> {
  const groups = await listImplied(roleGroups, site)
  const all = await listImplied(policies, site)
  return [
    ...groups.flatMap(({ name, properties }) =>
      properties.roles.map((role) => ({ role, assignee: name, type: 'RoleGroup' as const })),
    ),
    ...all.flatMap(({ name, properties }) =>
      properties.roles.map((role) => ({ role, assignee: name, type: 'RoleAssignmentPolicy' as const })),
    ),
  ]
}

function shown(assignment: Assignment): object {
  return {
    Name: nameOf(assignment),
    Role: assignment.role,
    RoleAssigneeName: assignment.assignee,
    RoleAssigneeType: assignment.type,
    AssignmentMethod: 'Direct',
    EffectiveUserName: 'All Group Members',
    Identity: nameOf(assignment),
  }
}

const getManagementRoleAssignment = exchangeCmdlet({
  name: 'Get-ManagementRoleAssignment',
  synopsis: 'Lists which role groups and policies have which roles.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Role: text, RoleAssignee: text },
  run: async ({ Identity, Role, RoleAssignee }, site) => {
    const all = await assignments(site)
    if (Identity !== undefined) {
      const one = all.find((assignment) => same(nameOf(assignment), Identity))
      return one ? ok({ output: [shown(one)] }) : couldNotBeFound(site, Identity, 'Identity')
    }
    const meant = all.filter(
      ({ role, assignee }) =>
        (Role === undefined || same(role, Role)) &&
        (RoleAssignee === undefined || same(assignee, RoleAssignee)),
    )
    return ok({ output: meant.map(shown) })
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
  type: Assignment['type'],
  assignee: string,
  roles: (now: readonly string[]) => readonly string[],
): Promise<Result<string>> {
  const implied = (type === 'RoleGroup' ? roleGroups : policies) as unknown as Implied<WithRoles>
  const found = await requireImplied(implied, assignee, site)
  if (!found.ok) return found
  const kept = await keepRoles(implied, found.value.name, roles(found.value.properties.roles), site)
  return kept.ok ? ok(found.value.name) : kept
}

const newManagementRoleAssignment = exchangeCmdlet({
  name: 'New-ManagementRoleAssignment',
  synopsis: 'Gives a role to a role group or to a role assignment policy.',
  parameters: {
    Name: { ...text, position: 1 },
    Role: mandatory(text),
    SecurityGroup: text,
    Policy: text,
    User: text,
    Force: switchParameter,
  },
  run: async ({ Role, SecurityGroup, Policy, User }, site) => {
    const role = await requireRole(site, Role, 'Role')
    if (!role.ok) return role
    const assignee = SecurityGroup ?? Policy
    if (assignee === undefined || User !== undefined)
      return refuse(
        'InvalidArgument',
        'AssigneeMissing',
        'Roles are assigned to role groups and policies here.',
        {
          target: 'SecurityGroup',
          recommendedAction: 'Give -SecurityGroup or -Policy; put an account into a role group.',
        },
      )
    const type = SecurityGroup === undefined ? 'RoleAssignmentPolicy' : 'RoleGroup'
    const { name } = role.value
    if ((await assignments(site)).some((one) => one.role === name && same(one.assignee, assignee)))
      return refuse(
        'ResourceExists',
        'RoleAssignmentAlreadyExists',
        `The role '${name}' is already assigned to '${assignee}'.`,
        { target: 'Role' },
      )
    const changed = await change(site, type, assignee, (now) => [...now, name])
    if (!changed.ok) return changed
    const made = { role: name, assignee: changed.value, type } as const
    return ok({
      output: [shown(made)],
      undo: [command('Remove-ManagementRoleAssignment', { Identity: nameOf(made), Confirm: absent })],
    })
  },
})

const removeManagementRoleAssignment = exchangeCmdlet({
  name: 'Remove-ManagementRoleAssignment',
  synopsis: 'Takes a role from a role group or a policy.',
  parameters: { Identity: piped(mandatory(text, 1)), Force: switchParameter },
  run: async ({ Identity }, site) => {
    const found = (await assignments(site)).find((one) => same(nameOf(one), Identity))
    if (!found) return couldNotBeFound(site, Identity, 'Identity')
    const { role, assignee, type } = found
    const isLast = role === 'Role Management' && assignee === 'Organization Management'
    if (isLast)
      return refuse(
        'InvalidOperation',
        'LastRoleManagement',
        'Organization Management keeps the role Role Management: nobody could assign roles any more.',
        { target: 'Identity' },
      )
    const changed = await change(site, type, assignee, (now) => now.filter((one) => one !== role))
    if (!changed.ok) return changed
    const to = type === 'RoleGroup' ? { SecurityGroup: assignee } : { Policy: assignee }
    return ok({ undo: [command('New-ManagementRoleAssignment', { Role: role, ...to })] })
  },
})

export const roleAssignmentCmdlets = [
  getManagementRoleAssignment,
  newManagementRoleAssignment,
  removeManagementRoleAssignment,
]
