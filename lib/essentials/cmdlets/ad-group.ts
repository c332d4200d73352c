import type { Site, Stored } from '@/lib/exchange'
import {
  absent,
  cmdlet,
  command,
  mandatory,
  multiValued,
  ok,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { addMembers, domainAdmins, type Group, isMember, isSame, removeMembers } from '../ad-groups'
import { findDescription } from '../find-server'
import { isBuiltInAccount } from '../logon-name'
import { adGroup } from '../site'

/** `DC=contoso,DC=local`, as Active Directory writes where it looked. */
async function namingContext(site: Site): Promise<string> {
  const domain = (await findDescription(site))?.localDomain ?? ''
  return domain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',')
}

export async function notFound(site: Site, identity: string, target: string): Promise<Result<never>> {
  return refuse(
    'ObjectNotFound',
    'ADIdentityNotFoundException',
    `Cannot find an object with identity: '${identity}' under: '${await namingContext(site)}'.`,
    { target },
  )
}

export async function requireGroup(
  site: Site,
  identity: string,
  target = 'Identity',
): Promise<Result<Stored<Group>>> {
  const found = await site.store.find(adGroup, identity.trim())
  return found ? ok(found) : notFound(site, identity, target)
}

/**
 * The logon name of a domain account. Accounts are the site's users, those that every domain has, and the
 * administrators who set the site up: these are in Domain Admins and have no user of their own here.
 */
export async function accountName(site: Site, member: string): Promise<string | null> {
  const name = member.split('\\').at(-1)?.trim() ?? ''
  const user = await site.store.users.find(name)
  if (user) return user.logonName
  const known =
    isSame(name, site.caller) || isBuiltInAccount(name) || (await isMember(site, domainAdmins, name))
  return known ? name : null
}

async function accountNames(site: Site, members: readonly string[]): Promise<Result<readonly string[]>> {
  const names: string[] = []
  for (const member of members) {
    const name = await accountName(site, member)
    if (!name) return notFound(site, member, 'Members')
    if (!names.some((one) => isSame(one, name))) names.push(name)
  }
  return ok(names)
}

/** Users with the access level Administrator are in Domain Admins without being written there. */
export async function membersOf(site: Site, { name, properties }: Stored<Group>): Promise<readonly string[]> {
  if (!isSame(name, domainAdmins)) return properties.members
  const administrators = await site.store.users.list({ accessLevel: 'Administrator' })
  const names = administrators.map(({ logonName }) => logonName)
  return [...properties.members.filter((one) => !names.some((other) => isSame(one, other))), ...names]
}

const membership = {
  Identity: mandatory(text, 1),
  Members: mandatory(multiValued(text), 2),
  Confirm: switchParameter,
}

const addAdGroupMember = cmdlet<Site>()({
  name: 'Add-ADGroupMember',
  synopsis: 'Adds accounts to a group of the domain.',
  parameters: membership,
  run: async ({ Identity, Members }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const names = await accountNames(site, Members)
    if (!names.ok) return names
    const added = await addMembers(site, group.value, names.value)
    if (!added.ok) return added
    const back = { Identity: group.value.name, Members: [...added.value], Confirm: absent }
    return ok({ undo: added.value.length > 0 ? [command('Remove-ADGroupMember', back)] : [] })
  },
})

const removeAdGroupMember = cmdlet<Site>()({
  name: 'Remove-ADGroupMember',
  synopsis: 'Removes accounts from a group of the domain.',
  parameters: membership,
  run: async ({ Identity, Members }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const names = await accountNames(site, Members)
    if (!names.ok) return names
    const removed = await removeMembers(site, group.value, names.value)
    if (!removed.ok) return removed
    const back = { Identity: group.value.name, Members: [...removed.value] }
    return ok({ undo: removed.value.length > 0 ? [command('Add-ADGroupMember', back)] : [] })
  },
})

const getAdGroupMember = cmdlet<Site>()({
  name: 'Get-ADGroupMember',
  synopsis: 'Lists the accounts in a group of the domain.',
  reads: true,
  parameters: { Identity: mandatory(text, 1) },
  run: async ({ Identity }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const names = await membersOf(site, group.value)
    return ok({ output: names.map((name) => ({ SamAccountName: name, objectClass: 'user' })) })
  },
})

const getAdGroup = cmdlet<Site>()({
  name: 'Get-ADGroup',
  synopsis: 'Shows a group of the domain; with -Filter *, all.',
  reads: true,
  parameters: { Identity: { ...text, position: 1 }, Filter: text },
  run: async ({ Identity }, site) => {
    const groups = Identity ? await requireGroup(site, Identity) : ok(await site.store.list(adGroup))
    if (!groups.ok) return groups
    const output = [groups.value].flat().map(({ name }) => ({ Name: name, GroupCategory: 'Security' }))
    return ok({ output })
  },
})

export const adGroupCmdlets = [addAdGroupMember, removeAdGroupMember, getAdGroupMember, getAdGroup]
