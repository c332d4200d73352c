import type { Site, Stored } from '@/lib/exchange'
import {
  absent,
  type Command,
  cmdlet,
  command,
  mandatory,
  multiValued,
  ok,
  type Result,
  switchParameter,
  text,
} from '@/lib/shell'
import { addMembers, type Group, isSame, removeMembers } from '../ad-groups'
import { adGroup } from '../site'
import { accountName, membersOf, notFound, requireGroup } from './ad-group'

const membership = {
  Identity: mandatory(text, 1),
  MemberOf: mandatory(multiValued(text), 2),
  Confirm: switchParameter,
}

async function groupsNamed(site: Site, names: readonly string[]): Promise<Result<readonly Stored<Group>[]>> {
  const groups: Stored<Group>[] = []
  for (const name of names) {
    const group = await requireGroup(site, name, 'MemberOf')
    if (!group.ok) return group
    if (!groups.some(({ id }) => id === group.value.id)) groups.push(group.value)
  }
  return ok(groups)
}

/** The same as the ADGroupMember cmdlets, seen from the account: one account, several groups. */
function changing(
  name: string,
  synopsis: string,
  change: typeof addMembers,
  back: (group: string, account: string) => Command,
) {
  return cmdlet<Site>()({
    name,
    synopsis,
    parameters: membership,
    run: async ({ Identity, MemberOf }, site) => {
      const account = await accountName(site, Identity)
      if (!account) return notFound(site, Identity, 'Identity')
      const groups = await groupsNamed(site, MemberOf)
      if (!groups.ok) return groups
      const undo: Command[] = []
      for (const group of groups.value) {
        const changed = await change(site, group, [account])
        if (!changed.ok) return changed
        if (changed.value.length > 0) undo.unshift(back(group.name, account))
      }
      return ok({ undo })
    },
  })
}

const getMembership = cmdlet<Site>()({
  name: 'Get-ADPrincipalGroupMembership',
  synopsis: 'Lists the groups of the domain that an account is in.',
  reads: true,
  parameters: { Identity: mandatory(text, 1) },
  run: async ({ Identity }, site) => {
    const account = await accountName(site, Identity)
    if (!account) return notFound(site, Identity, 'Identity')
    const groups = await site.store.list(adGroup)
    const members = await Promise.all(groups.map((group) => membersOf(site, group)))
    const own = groups.filter((_, index) => members[index]?.some((one) => isSame(one, account)))
    return ok({
      output: own.map(({ name }) => ({ name, SamAccountName: name, GroupCategory: 'Security' })),
    })
  },
})

export const adPrincipalMembershipCmdlets = [
  changing(
    'Add-ADPrincipalGroupMembership',
    'Adds an account to groups of the domain.',
    addMembers,
    (Identity, account) => command('Remove-ADGroupMember', { Identity, Members: [account], Confirm: absent }),
  ),
  changing(
    'Remove-ADPrincipalGroupMembership',
    'Removes an account from groups of the domain.',
    removeMembers,
    (Identity, account) => command('Add-ADGroupMember', { Identity, Members: [account] }),
  ),
  getMembership,
]
