import {
  absent,
  command,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { type DistributionGroup, distributionGroup, idOf, nameOf } from '../../directory/recipient'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { directoryView } from './directory-view'
import { findRecipient, requireRecipient } from './find-recipient'
import { allProperties } from './recipient-properties'
import { memberIds, requireGroup } from './require-group'
import { moreResults, resultSize, usualResultSize } from './result-size'

const alsoSecurityManager = { BypassSecurityGroupManagerCheck: switchParameter }

async function keep(
  group: Stored<DistributionGroup>,
  members: readonly string[],
  site: Site,
): Promise<Result<unknown>> {
  return site.store.update(distributionGroup, group, { members })
}

const memberParameters = {
  ...alsoSecurityManager,
  Identity: piped(mandatory(text, 1)),
  Member: piped(text),
}

/** The group, and the recipient that is to come or to go. */
async function groupAndMember(site: Site, identity: string, asked: string) {
  const group = await requireGroup(site, identity)
  if (!group.ok) return group
  const member = await requireRecipient(site, asked, undefined, 'Member')
  if (!member.ok) return member
  const { members } = group.value.properties
  return ok({ group: group.value, member: member.value, id: idOf(member.value), members })
}

const addMember = exchangeCmdlet({
  name: 'Add-DistributionGroupMember',
  synopsis: 'Adds a recipient to a group.',
  parameters: memberParameters,
  run: async ({ Identity, Member = Identity }, site): Promise<Result<Outcome>> => {
    const meant = await groupAndMember(site, Identity, Member)
    if (!meant.ok) return meant
    const { group, member, id, members } = meant.value
    if (members.includes(id))
      return refuse(
        'ResourceExists',
        'MemberAlreadyExistsException',
        `The recipient "${nameOf(member)}" is already a member of the group "${group.name}".`,
        { target: 'Member' },
      )
    const kept = await keep(group, [...members, id], site)
    if (!kept.ok) return kept
    const back = { Identity: group.id, Member: id, Confirm: absent }
    return ok({ undo: [command('Remove-DistributionGroupMember', back)] })
  },
})

const removeMember = exchangeCmdlet({
  name: 'Remove-DistributionGroupMember',
  synopsis: 'Takes a recipient out of a group.',
  parameters: memberParameters,
  run: async ({ Identity, Member = Identity }, site): Promise<Result<Outcome>> => {
    const meant = await groupAndMember(site, Identity, Member)
    if (!meant.ok) return meant
    const { group, member, id, members } = meant.value
    if (!members.includes(id))
      return refuse(
        'ObjectNotFound',
        'MemberNotFoundException',
        `The recipient "${nameOf(member)}" isn't a member of the group "${group.name}".`,
        { target: 'Member' },
      )
    const kept = await keep(
      group,
      members.filter((one) => one !== id),
      site,
    )
    if (!kept.ok) return kept
    // Put back where it was: the order of members counts nowhere, but a rehearsal compares.
    return ok({
      undo: [
        command('Update-DistributionGroupMember', {
          Identity: group.id,
          Members: [...members],
          Confirm: absent,
        }),
      ],
    })
  },
})

const updateMembers = exchangeCmdlet({
  name: 'Update-DistributionGroupMember',
  synopsis: 'Gives a group these members and no others.',
  parameters: {
    ...alsoSecurityManager,
    Identity: piped(mandatory(text, 1)),
    Members: multiValued(text),
  },
  run: async ({ Identity, Members = [] }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const former = group.value.properties.members
    const ids = await memberIds(site, Members)
    if (!ids.ok) return ids
    const kept = await keep(group.value, ids.value, site)
    if (!kept.ok) return kept
    const back = { Identity: group.value.id, Members: [...former], Confirm: absent }
    return ok({ undo: [command('Update-DistributionGroupMember', back)] })
  },
})

const getMembers = exchangeCmdlet({
  name: 'Get-DistributionGroupMember',
  synopsis: 'Lists the members of a group.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), ResultSize: resultSize },
  run: async ({ Identity, ResultSize = usualResultSize }, site) => {
    const group = await requireGroup(site, Identity)
    if (!group.ok) return group
    const view = await directoryView(site)
    const output: object[] = []
    for (const id of group.value.properties.members) {
      const member = await findRecipient(site, id)
      if (!member) continue
      const { Name, RecipientType, ...rest } = await allProperties(member, view)
      output.push({ Name, RecipientType, ...rest })
    }
    const shown = ResultSize === null ? output : output.slice(0, ResultSize)
    return ok({ output: shown, warnings: shown.length < output.length ? [moreResults(shown.length)] : [] })
  },
})

export const groupMemberCmdlets = [addMember, removeMember, updateMembers, getMembers]
