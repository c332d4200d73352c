import type { Site, Stored } from '../store'
import { builtInRoleGroups, defaultPolicy, defaultPolicyRoles } from './built-in-role-groups'
import { builtInRoles, everyRole, ownRoles } from './built-in-roles'
import {
  type ManagementRole,
  managementRole,
  type RoleAssignmentPolicy,
  type RoleGroup,
  roleAssignmentPolicy,
  roleGroup,
} from './role-nouns'

/** A role as it is in force: patterns of cmdlets, and cmdlets that are taken out of them. */
export interface Role {
  readonly name: string
  readonly parent: string | null
  readonly description: string
  readonly cmdlets: readonly string[]
  readonly without: readonly string[]
  /** Only over what is one's own. */
  readonly own: boolean
}

const all = { ...builtInRoles, ...ownRoles }

function builtIn(name: string, cmdlets: readonly string[]): Role {
  const own = name in ownRoles
  return {
    name,
    parent: null,
    description: '',
    cmdlets: own ? cmdlets : [...cmdlets, ...everyRole],
    without: [],
    own,
  }
}

/** Those that come with Exchange, and those that somebody made of them. */
export async function listRoles({ store }: Site): Promise<readonly Role[]> {
  return rolesBeside(await store.list(managementRole))
}

/** The same, of those that somebody made. */
export function rolesBeside(made: readonly Stored<ManagementRole>[]): readonly Role[] {
  const roles = Object.entries(all).map(([name, cmdlets]) => builtIn(name, cmdlets))
  return [...roles, ...made.map((one) => derived(one, roles, made))]
}

/** Roles are made of roles, which may be made of others again; a circle of them is never made. */
function derived(
  { name, properties }: Stored<ManagementRole>,
  roles: readonly Role[],
  made: readonly Stored<ManagementRole>[],
): Role {
  const parent = roles.find((one) => same(one.name, properties.parent))
  const above = made.find((one) => same(one.name, properties.parent) && !same(one.name, name))
  const base = parent ?? (above ? derived(above, roles, made) : builtIn(properties.parent, []))
  return {
    ...base,
    name,
    parent: properties.parent,
    description: properties.description,
    without: [...base.without, ...properties.without],
  }
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase()
}

export async function findRole(site: Site, name: string): Promise<Role | null> {
  return (await listRoles(site)).find((one) => same(one.name, name)) ?? null
}

/** Whether a role has a cmdlet. */
export function hasCmdlet({ cmdlets, without }: Role, cmdlet: string): boolean {
  const name = cmdlet.toLowerCase()
  return !without.includes(name) && cmdlets.some((pattern) => matches(pattern, name))
}

/** Whether people may run it on what is their own, by one role or another. */
export function isForOneself(cmdlet: string): boolean {
  const name = cmdlet.toLowerCase()
  return Object.values(ownRoles).some((cmdlets) => cmdlets.some((pattern) => matches(pattern, name)))
}

function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  if (!name.startsWith(first)) return false
  let from = first.length
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1
    const at = isLast && part !== '' ? name.lastIndexOf(part) : name.indexOf(part, from)
    if (at < from || (isLast && part !== '' && at + part.length !== name.length)) return false
    from = at + part.length
  }
  return rest.length > 0 || from === name.length
}

export async function roleGroupNames({ store }: Site): Promise<readonly string[]> {
  return roleGroupsBeside(await store.list(roleGroup))
}

export function roleGroupsBeside(kept: readonly Stored<RoleGroup>[]): readonly string[] {
  const own = kept.map(({ name }) => name)
  const first = Object.keys(builtInRoleGroups)
  return [...first, ...own.filter((name) => !first.some((one) => same(one, name)))]
}

export async function initialRoleGroup(name: string): Promise<RoleGroup> {
  return builtInRoleGroup(name)
}

export function builtInRoleGroup(name: string): RoleGroup {
  const { description = '', roles = [] } = builtInRoleGroups[name] ?? {}
  return { description, roles, managedBy: name in builtInRoleGroups ? ['Organization Management'] : [] }
}

export async function policyNames({ store }: Site): Promise<readonly string[]> {
  const own = (await store.list(roleAssignmentPolicy)).map(({ name }) => name)
  return [defaultPolicy, ...own.filter((name) => !same(name, defaultPolicy))]
}

/** The policy that Exchange comes with is the default one until another is. */
export async function initialPolicy(name: string, { store }: Site): Promise<RoleAssignmentPolicy> {
  if (!same(name, defaultPolicy)) return { description: '', roles: [], isDefault: false }
  const others = await store.list(roleAssignmentPolicy)
  return {
    description:
      'This policy grants end users the permission to set their options in Outlook on the web and perform other self-administration tasks.',
    roles: defaultPolicyRoles,
    isDefault: !others.some((one) => one.properties.isDefault && !same(one.name, defaultPolicy)),
  }
}
