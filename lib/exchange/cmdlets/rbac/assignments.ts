import { adGroup } from '@/lib/essentials'
import { type RoleAssignment, roleAssignment } from '../../rbac/role-nouns'
import { same } from '../../rbac/roles'
import type { Site, User } from '../../store'
import { listImplied } from '../implied-noun'
import { membersOf } from './members'
import { policies } from './role-assignment-policy'
import { roleGroups } from './role-group'

/** That somebody has a role. */
export interface Assignment {
  readonly name: string
  readonly role: string
  readonly type: RoleAssignment['type']
  /** The assignee's name, as people read it. */
  readonly assignee: string
  /** What it is kept by: an account's id, a group's or a policy's name. */
  readonly key: string
}

/** Every account once, by its id. A reader of all of them stops when those that are wanted have come. */
async function usersById({ store }: Site, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, User>> {
  const found = new Map<string, User>()
  if (ids.size === 0) return found
  for await (const user of store.users.each({})) {
    if (ids.has(user.id)) found.set(user.id, user)
    if (found.size === ids.size) break
  }
  return found
}

/** All of the site; those of accounts that are gone are none any more. */
export async function assignments(site: Site): Promise<readonly Assignment[]> {
  const kept = await site.store.list(roleAssignment)
  const own = kept.filter(({ properties }) => properties.type === 'User')
  const users = await usersById(site, new Set(own.map(({ properties }) => properties.assignee)))
  const nameOf = (role: string, type: string, key: string) =>
    kept.find(({ properties: one }) => one.role === role && one.type === type && same(one.assignee, key))
      ?.name
  const ofRoles = (type: 'RoleGroup' | 'RoleAssignmentPolicy', assignee: string, roles: readonly string[]) =>
    roles.map((role) => ({
      name: nameOf(role, type, assignee) ?? `${role}-${assignee}`,
      role,
      type,
      assignee,
      key: assignee,
    }))
  const groups = await listImplied(roleGroups, site)
  const all = await listImplied(policies, site)
  return [
    ...groups.flatMap(({ name, properties }) => ofRoles('RoleGroup', name, properties.roles)),
    ...all.flatMap(({ name, properties }) => ofRoles('RoleAssignmentPolicy', name, properties.roles)),
    ...own.flatMap(({ name, properties: { role, type, assignee: key } }) => {
      const user = users.get(key)
      return user ? [{ name, role, type, assignee: user.name, key }] : []
    }),
  ]
}

/** Those of a group, a policy or an account; an account has its groups' and its policy's, too. */
export async function assignmentsOf(site: Site, assignee: string): Promise<readonly Assignment[]> {
  const all = await assignments(site)
  const user = await site.store.users.find(assignee)
  if (!user) return all.filter((one) => same(one.assignee, assignee))
  const groups = (await site.store.list(adGroup)).filter(({ properties }) =>
    properties.members.some((member) => same(member, user.logonName)),
  )
  const policy = user.attributes.mailbox?.RoleAssignmentPolicy
  return all.filter(({ type, key, assignee: of }) => {
    if (type === 'User') return key === user.id
    return type === 'RoleGroup'
      ? groups.some(({ name }) => same(name, of))
      : typeof policy === 'string' && same(policy, of)
  })
}

/** The account of an id; null when it is gone. */
export async function logonNameOf(site: Site, id: string): Promise<string | null> {
  return (await usersById(site, new Set([id]))).get(id)?.logonName ?? null
}

/** As Get- shows it; with `effective`, once for each member of a role group. */
export async function shown(one: Assignment, site: Site, effective = false): Promise<readonly object[]> {
  const row = (EffectiveUserName: string) => ({
    Name: one.name,
    Role: one.role,
    RoleAssigneeName: one.assignee,
    RoleAssigneeType: one.type,
    AssignmentMethod: 'Direct',
    EffectiveUserName,
    RoleAssignmentDelegationType: 'Regular',
    Enabled: true,
    Identity: one.name,
  })
  if (one.type === 'User') return [row(one.assignee)]
  if (!effective || one.type !== 'RoleGroup') return [row('All Group Members')]
  return (await membersOf(site, one.assignee)).map(row)
}
