import {
  absent,
  command,
  enumeration,
  mandatory,
  multiValued,
  ok,
  piped,
  switchParameter,
  text,
  type Value,
} from '@/lib/shell'
import { type DistributionGroup, distributionGroup, idOf } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedMore } from './changed-properties'
import { findRecipient } from './find-recipient'
import { logonName, logonNameOf } from './logon-names'
import { insertMailObject, mailWritten } from './mail-object'
import { newMailParameters } from './mail-parameters'
import { newEntry } from './new-entry'
import { memberIds, requireGroup, shownGroup } from './require-group'

/** Whoever makes a group manages it, where that is a recipient. */
async function managers(site: Site, given: Readonly<Record<string, Value>>) {
  if (given.ManagedBy !== undefined) return given
  const caller = await findRecipient(site, site.caller)
  return caller ? { ...given, ManagedBy: [idOf(caller)] } : given
}

export const newGroup = exchangeCmdlet({
  name: 'New-DistributionGroup',
  synopsis: 'Makes a group that mail can be addressed to.',
  parameters: {
    ...newMailParameters,
    Name: mandatory(objectName, 1),
    SamAccountName: logonName,
    Type: enumeration('GroupType', 'Distribution', 'Security'),
    Members: multiValued(text),
    RoomList: switchParameter,
    CopyOwnerToMember: switchParameter,
  },
  run: async (given, site) => {
    const more = await changedMore(undefined, await managers(site, givenMore(given)), site)
    if (!more.ok) return more
    const members = await memberIds(site, given.Members ?? [])
    if (!members.ok) return members
    const entry = await newEntry(given, 'MailGroups', site)
    if (!entry.ok) return entry
    const { displayName, container, mail } = entry.value
    const owners = given.CopyOwnerToMember ? ((more.value.more?.ManagedBy ?? []) as readonly string[]) : []
    const kept = { ...more.value.more, ...(given.RoomList ? { RoomList: true } : {}) }
    const properties: DistributionGroup = {
      displayName,
      container,
      mail,
      logonName: given.SamAccountName ?? logonNameOf(given.Name),
      security: given.Type === 'Security',
      members: [...new Set([...members.value, ...owners])],
      ...(Object.keys(kept).length > 0 ? { more: kept } : {}),
    }
    const inserted = await insertMailObject(distributionGroup, given.Name, properties, site)
    if (!inserted.ok) return inserted
    return ok({
      output: await shownGroup(inserted.value, site),
      undo: [command('Remove-DistributionGroup', { Identity: inserted.value.id, Confirm: absent })],
    })
  },
})

export const removeGroup = exchangeCmdlet({
  name: 'Remove-DistributionGroup',
  synopsis: 'Removes a group. Its members stay.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireGroup(site, Identity)
    if (!found.ok) return found
    const { name, properties } = found.value
    const { mail, members, more = {} } = properties
    await site.store.remove(distributionGroup, found.value)
    if (!mail) return ok({})
    const { RoomList, ManagedBy, ...others } = more
    const there: string[] = []
    for (const id of members) if (await findRecipient(site, id)) there.push(id)
    return ok({
      undo: [
        command('New-DistributionGroup', {
          Name: name,
          Alias: mail.alias,
          DisplayName: properties.displayName,
          SamAccountName: properties.logonName,
          Type: properties.security ? 'Security' : 'Distribution',
          OrganizationalUnit: properties.container,
          ManagedBy: ManagedBy ?? [],
          Members: there,
          ...(RoomList ? { RoomList: true } : {}),
        }),
        command('Set-DistributionGroup', { Identity: name, ...mailWritten(mail), ...others }),
      ],
    })
  },
})
