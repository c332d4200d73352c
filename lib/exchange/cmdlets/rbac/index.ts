import { managementRoleCmdlets } from './management-role'
import { roleGroupMemberCmdlets } from './members'
import { roleAssignmentCmdlets } from './role-assignment'
import { roleAssignmentPolicyCmdlets } from './role-assignment-policy'
import { roleGroupCmdlets } from './role-group'

/** Who may run what: roles, the groups that have them, and what people may do with their own. */
export const rbacCmdlets = [
  ...managementRoleCmdlets,
  ...roleGroupCmdlets,
  ...roleGroupMemberCmdlets,
  ...roleAssignmentCmdlets,
  ...roleAssignmentPolicyCmdlets,
]
