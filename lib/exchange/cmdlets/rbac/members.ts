import {
  addMembers,
  adGroup,
  domainAdmins,
  type Group,
  isMember,
  isSame,
  removeMembers,
} from '@/lib/essentials'
import { absent, command, mandatory, multiValued, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { organizationManagement } from '../../rbac/built-in-role-groups'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { requireImplied } from '../implied-noun'
import { roleGroups } from './role-group'

export async function membersOf({ store }: Site, group: string): Promise<readonly string[]> {
  return (await store.find(adGroup, group))?.properties.members ?? []
}

/** Logon names: of the site's users, of whoever runs the command, and of the Domain Admins that have no user here. */
export async function accountNames(
  site: Site,
  given: readonly string[],
  target: string,
): Promise<Result<readonly string[]>> {
  const names: string[] = []
  for (const one of given) {
    const name = one.split('\\').at(-1)?.trim() ?? ''
    const user = await site.store.users.find(one)
    const isKnown = isSame(name, site.caller) || (await isMember(site, domainAdmins, name))
    if (!user && !isKnown) return couldNotBeFound(site, one, target)
    names.push(user?.logonName ?? name)
  }
  return ok(names)
}

/** The group in Active Directory, made when it is not there yet. */
async function requireGroup(site: Site, identity: string): Promise<Result<Stored<Group>>> {
  const found = await requireImplied(roleGroups, identity, site)
  if (!found.ok) return found
  const group = await site.store.find(adGroup, found.value.name)
  return group ? ok(group) : site.store.insert(adGroup, found.value.name, { members: [] })
}

const identity = piped(mandatory(text, 1))

const getRoleGroupMember = exchangeCmdlet({
  name: 'Get-RoleGroupMember',
  synopsis: 'Lists who is in a role group.',
  reads: true,
  parameters: { Identity: identity },
  run: async ({ Identity }, site) => {
    const found = await requireImplied(roleGroups, Identity, site)
    if (!found.ok) return found
    const members = await membersOf(site, found.value.name)
    const users = await Promise.all(members.map((one) => site.store.users.find(one)))
    return ok({
      output: members.map((name, index) => ({
        Name: users[index]?.name ?? name,
        RecipientType: users[index]?.mailbox ? 'UserMailbox' : 'User',
        SamAccountName: name,
      })),
    })
  },
})

const addRoleGroupMember = exchangeCmdlet({
  name: 'Add-RoleGroupMember',
  synopsis: 'Puts an account into a role group.',
  parameters: { Identity: identity, Member: mandatory(text) },
  run: async ({ Identity, Member }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const names = await accountNames(site, [Member], 'Member')
    if (!names.ok) return names
    const added = await addMembers(site, group.value, names.value)
    if (!added.ok) return added
    const [name] = added.value
    if (name === undefined)
      return refuse(
        'ResourceExists',
        'MemberAlreadyExistsException',
        `The recipient "${Member}" is already a member of the group "${group.value.name}".`,
        { target: 'Member' },
      )
    const undo = { Identity: group.value.name, Member: name, Confirm: absent }
    return ok({ undo: [command('Remove-RoleGroupMember', undo)] })
  },
})

function lastOne(group: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'LastMemberOfOrganizationManagement',
    `The role group '${group}' must keep a member: nobody could manage the organization any more.`,
    { target: 'Member', recommendedAction: 'Add another member first.' },
  )
}

const removeRoleGroupMember = exchangeCmdlet({
  name: 'Remove-RoleGroupMember',
  synopsis: 'Takes an account out of a role group.',
  parameters: { Identity: identity, Member: mandatory(text) },
  run: async ({ Identity, Member }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const { name, properties } = group.value
    const user = await site.store.users.find(Member)
    const wanted = user?.logonName ?? Member.split('\\').at(-1)?.trim() ?? ''
    const member = properties.members.find((one) => isSame(one, wanted))
    if (member === undefined)
      return refuse(
        'ObjectNotFound',
        'MemberNotFoundException',
        `The recipient "${Member}" isn't a member of the group "${name}".`,
        { target: 'Member' },
      )
    if (name === organizationManagement && properties.members.length === 1) return lastOne(name)
    const removed = await removeMembers(site, group.value, [member])
    if (!removed.ok) return removed
    return ok({ undo: [command('Add-RoleGroupMember', { Identity: name, Member: member })] })
  },
})

const updateRoleGroupMember = exchangeCmdlet({
  name: 'Update-RoleGroupMember',
  synopsis: 'Replaces the members of a role group.',
  parameters: { Identity: identity, Members: mandatory(multiValued(text)) },
  run: async ({ Identity, Members }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const names = await accountNames(site, Members, 'Members')
    if (!names.ok) return names
    const { name, properties } = group.value
    if (name === organizationManagement && names.value.length === 0) return lastOne(name)
    const changed = await site.store.update(adGroup, group.value, { members: names.value })
    if (!changed.ok) return changed
    const undo = { Identity: name, Members: properties.members, Confirm: absent }
    return ok({ undo: [command('Update-RoleGroupMember', undo)] })
  },
})

export const roleGroupMemberCmdlets = [
  getRoleGroupMember,
  addRoleGroupMember,
  removeRoleGroupMember,
  updateRoleGroupMember,
]
