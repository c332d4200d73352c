import type { WithMore } from '../cmdlets/more-properties'
import { define, settingsOf } from '../organization/definition'
import { booleanKind, listOf, textKind } from '../organization/kind'

/** A role that somebody made: its parent's cmdlets without those that were taken out. */
export interface ManagementRole extends WithMore {
  readonly parent: string
  readonly description: string
  /** Cmdlets, in lower case. */
  readonly without: readonly string[]
}

export const managementRole = define<ManagementRole>('ManagementRole', 'management role', {
  columns: ['Name', 'RoleType'],
  settings: { Description: settingsOf<ManagementRole>()('description', textKind) },
  show: ({ properties }) => ({ RoleType: properties.parent.replaceAll(' ', ''), Parent: properties.parent }),
})

/** A group whose members have some roles. Who is in it is kept with the group of this name in Active Directory. */
export interface RoleGroup extends WithMore {
  readonly description: string
  readonly roles: readonly string[]
  readonly managedBy: readonly string[]
  /** Made by somebody, not by PrepareAD. */
  readonly made?: true
}

const group = settingsOf<RoleGroup>()

export const roleGroup = define<RoleGroup>('RoleGroup', 'role group', {
  columns: ['Name', 'AssignedRoles', 'ManagedBy'],
  settings: {
    Description: group('description', textKind),
    ManagedBy: group('managedBy', listOf(textKind)),
  },
  show: ({ properties }) => ({
    Roles: properties.roles,
    AssignedRoles: properties.roles,
  }),
})

/** What people may change of what is their own. */
export interface RoleAssignmentPolicy extends WithMore {
  readonly description: string
  readonly roles: readonly string[]
  readonly isDefault: boolean
  readonly made?: true
}

const policy = settingsOf<RoleAssignmentPolicy>()

export const roleAssignmentPolicy = define<RoleAssignmentPolicy>(
  'RoleAssignmentPolicy',
  'role assignment policy',
  {
    columns: ['Name', 'IsDefault'],
    settings: {
      Description: policy('description', textKind),
      IsDefault: policy('isDefault', booleanKind),
    },
    show: ({ properties }) => ({ AssignedRoles: properties.roles }),
  },
)

/**
 * A role that one account has by itself, or the name that somebody gave to an assignment. Which roles a group or a
 * policy has is kept with that.
 */
export interface RoleAssignment extends WithMore {
  readonly role: string
  readonly type: 'User' | 'RoleGroup' | 'RoleAssignmentPolicy'
  /** The group's or policy's name; of an account the id, so that nobody inherits it with a name. */
  readonly assignee: string
}

export const roleAssignment = define<RoleAssignment>(
  'ManagementRoleAssignment',
  'management role assignment',
  {
    columns: [
      'Name',
      'Role',
      'RoleAssigneeName',
      'RoleAssigneeType',
      'AssignmentMethod',
      'EffectiveUserName',
    ],
    settings: {},
    show: ({ properties }) => ({ Role: properties.role, RoleAssigneeType: properties.type }),
  },
)
