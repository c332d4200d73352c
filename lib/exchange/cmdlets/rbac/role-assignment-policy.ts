import {
  absent,
  boolean,
  type Cmdlet,
  command,
  mandatory,
  multiValued,
  ok,
  piped,
  refuse,
  text,
} from '@/lib/shell'
import { objectName } from '../../organization/kind'
import { defaultPolicy } from '../../rbac/built-in-role-groups'
import { type RoleAssignmentPolicy, roleAssignmentPolicy } from '../../rbac/role-nouns'
import { initialPolicy, policyNames, same } from '../../rbac/roles'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { getImplied, type Implied, requireImplied, setImplied } from '../implied-noun'
import { givenProperties } from '../noun-parameters'
import { roleNames } from './role-group'

export const policies: Implied<RoleAssignmentPolicy> = {
  definition: roleAssignmentPolicy,
  names: policyNames,
  initial: initialPolicy,
}

const newRoleAssignmentPolicy = exchangeCmdlet({
  name: 'New-RoleAssignmentPolicy',
  synopsis: 'Makes a policy that says what people may change of their own.',
  parameters: {
    Name: mandatory(objectName, 1),
    Roles: multiValued(text),
    Description: text,
    IsDefault: boolean,
  },
  run: async ({ Name, Roles = [], Description = '' }, site) => {
    const roles = await roleNames(site, Roles)
    if (!roles.ok) return roles
    if (same(Name, defaultPolicy))
      return refuse('ResourceExists', 'ObjectAlreadyExists', `The policy '${Name}' already exists.`, {
        target: 'Name',
      })
    const properties = { description: Description, roles: roles.value, isDefault: false, made: true as const }
    const made = await site.store.insert(roleAssignmentPolicy, Name, properties)
    if (!made.ok) return made
    return ok({
      output: [{ Name, AssignedRoles: roles.value, IsDefault: false }],
      undo: [command('Remove-RoleAssignmentPolicy', { Identity: Name, Confirm: absent })],
    })
  },
})

const removeRoleAssignmentPolicy = exchangeCmdlet({
  name: 'Remove-RoleAssignmentPolicy',
  synopsis: 'Removes a role assignment policy.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireImplied(policies, Identity, site)
    if (!found.ok) return found
    const { name, properties } = found.value
    const kept = await site.store.find(roleAssignmentPolicy, name)
    if (!kept || properties.isDefault || same(name, defaultPolicy))
      return refuse(
        'InvalidOperation',
        'DefaultPolicyCannotBeRemoved',
        `The role assignment policy '${name}' can't be removed because it's the default one.`,
        { target: 'Identity', recommendedAction: 'Make another policy the default first.' },
      )
    await site.store.remove(roleAssignmentPolicy, kept)
    const again = { Name: name, Roles: properties.roles, Description: properties.description }
    return ok({ undo: [command('New-RoleAssignmentPolicy', again)] })
  },
})

const set = setImplied(policies, {
  synopsis: 'Changes a role assignment policy, or makes it the default one.',
  decide: async ({ name }, given) =>
    given.IsDefault === false && same(name, defaultPolicy)
      ? refuse('InvalidOperation', 'DefaultPolicyNeeded', 'One policy is the default one.', {
          target: 'IsDefault',
          recommendedAction: 'Make another policy the default.',
        })
      : ok(defaultByItself(name, givenProperties(roleAssignmentPolicy, given))),
})

/** Exchange's own policy is the default one when no other is, so this is never kept with it. */
function defaultByItself(
  name: string,
  { isDefault, ...rest }: Partial<RoleAssignmentPolicy>,
): Partial<RoleAssignmentPolicy> {
  return isDefault === undefined || same(name, defaultPolicy) ? rest : { ...rest, isDefault }
}

/** One policy at a time is the default: making one so takes it from the other. */
const setRoleAssignmentPolicy: Cmdlet<Site> = {
  ...set,
  run: async (bound, site, line) => {
    const given = bound as { Identity?: string; IsDefault?: boolean }
    const all = await site.store.list(roleAssignmentPolicy)
    const former = all.find(({ properties }) => properties.isDefault)
    if (!given.IsDefault || !former || same(former.name, given.Identity ?? ''))
      return set.run(bound, site, line)
    const cleared = await site.store.update(roleAssignmentPolicy, former, { isDefault: false })
    if (!cleared.ok) return cleared
    const result = await set.run(bound, site, line)
    const back = command('Set-RoleAssignmentPolicy', { Identity: former.name, IsDefault: true })
    return result.ok ? ok({ ...result.value, undo: [...(result.value.undo ?? []), back] }) : result
  },
}

export const roleAssignmentPolicyCmdlets = [
  getImplied(policies, { synopsis: 'Lists what people may change of their own.' }),
  newRoleAssignmentPolicy,
  setRoleAssignmentPolicy,
  removeRoleAssignmentPolicy,
]
