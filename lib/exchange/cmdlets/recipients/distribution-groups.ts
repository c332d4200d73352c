import {
  absent,
  type Command,
  command,
  enumeration,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  switchParameter,
  text,
  type Value,
} from '@/lib/shell'
import { type DistributionGroup, distributionGroup, idOf, type Recipient } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { givenMore } from '../more-properties'
import { changedMore } from './changed-properties'
import { directoryView } from './directory-view'
import { findRecipient, requireRecipient } from './find-recipient'
import { logonName, logonNameOf } from './logon-names'
import {
  insertMailObject,
  mailWritten,
  newMail,
  type Setting,
  setMailObject,
  updateMailObject,
} from './mail-object'
import { newMailParameters, setMailParameters } from './mail-parameters'
import { requireContainer } from './organizational-unit'
import { allProperties } from './recipient-properties'

export async function requireGroup(
  site: Site,
  identity: string,
  needsMail = true,
): Promise<Result<Stored<DistributionGroup>>> {
  const found = await requireRecipient(
    site,
    identity,
    (one: Recipient) => one.kind === 'group' && (!needsMail || one.object.properties.mail !== null),
  )
  if (!found.ok) return found
  return found.value.kind === 'group' ? ok(found.value.object) : wrongRecipientType(identity, 'User')
}

async function shown(object: Stored<DistributionGroup>, site: Site) {
  return [await allProperties({ kind: 'group', object }, await directoryView(site))]
}

/** The ids of recipients that are to be members. */
export async function memberIds(
  site: Site,
  identities: readonly string[],
): Promise<Result<readonly string[]>> {
  const ids: string[] = []
  for (const identity of identities) {
    const member = await requireRecipient(site, identity, undefined, 'Members')
    if (!member.ok) return member
    if (!ids.includes(idOf(member.value))) ids.push(idOf(member.value))
  }
  return ok(ids)
}

/** Whoever makes a group manages it, where that is a recipient. */
async function managers(site: Site, given: Readonly<Record<string, Value>>) {
  if (given.ManagedBy !== undefined) return given
  const caller = await findRecipient(site, site.caller)
  return caller ? { ...given, ManagedBy: [idOf(caller)] } : given
}

const newGroup = exchangeCmdlet({
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
    const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
    if (!unit.ok) return unit
    const more = await changedMore(undefined, await managers(site, givenMore(given)), site)
    if (!more.ok) return more
    const members = await memberIds(site, given.Members ?? [])
    if (!members.ok) return members
    const mail = await newMail({ id: null, name: given.Name, kind: 'MailGroups' }, given, site)
    if (!mail.ok) return mail
    const owners = given.CopyOwnerToMember ? ((more.value.more?.ManagedBy ?? []) as readonly string[]) : []
    const kept = { ...more.value.more, ...(given.RoomList ? { RoomList: true } : {}) }
    const properties: DistributionGroup = {
      displayName: given.DisplayName ?? given.Name,
      container: unit.value || 'Users',
      mail: mail.value,
      logonName: given.SamAccountName ?? logonNameOf(given.Name),
      security: given.Type === 'Security',
      members: [...new Set([...members.value, ...owners])],
      ...(Object.keys(kept).length > 0 ? { more: kept } : {}),
    }
    const inserted = await insertMailObject(distributionGroup, given.Name, properties, site)
    if (!inserted.ok) return inserted
    return ok({
      output: await shown(inserted.value, site),
      undo: [command('Remove-DistributionGroup', { Identity: inserted.value.id, Confirm: absent })],
    })
  },
})

const setGroup = exchangeCmdlet({
  name: 'Set-DistributionGroup',
  synopsis: 'Changes a group that mail can be addressed to.',
  parameters: {
    ...setMailParameters,
    Identity: piped(mandatory(text, 1)),
    SamAccountName: logonName,
    RoomList: switchParameter,
  },
  run: async ({ Identity, SamAccountName, RoomList, ...given }, site) => {
    const found = await requireGroup(site, Identity)
    if (!found.ok) return found
    const former = found.value.properties
    const own: Setting<DistributionGroup>['own'] = {
      change: { logonName: SamAccountName ?? former.logonName },
      back:
        (SamAccountName ?? former.logonName) === former.logonName ? {} : { SamAccountName: former.logonName },
    }
    const setting = { setName: 'Set-DistributionGroup', kind: 'MailGroups', own } as const
    const done = await setMailObject(distributionGroup, found.value, given, setting, site)
    if (!done.ok || !RoomList || former.more?.RoomList === true) return done
    const present = await site.store.find(distributionGroup, given.Name ?? found.value.name)
    if (!present) return done
    const more = { ...present.properties.more, RoomList: true }
    const listed = await site.store.update(distributionGroup, present, { more })
    // Nothing makes an ordinary group of a room list, in Exchange either.
    return listed.ok ? ok({}) : listed
  },
})

const setPlainGroup = exchangeCmdlet({
  name: 'Set-Group',
  synopsis: 'Changes what the directory knows of a group.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    DisplayName: objectName,
    Name: objectName,
    Universal: switchParameter,
  },
  run: async ({ Identity, Universal: _, ...given }, site) => {
    const found = await requireGroup(site, Identity, false)
    if (!found.ok) return found
    return setMailObject(
      distributionGroup,
      found.value,
      given,
      { setName: 'Set-Group', kind: 'MailGroups' },
      site,
    )
  },
})

const enableGroup = exchangeCmdlet({
  name: 'Enable-DistributionGroup',
  synopsis: 'Gives a group an address.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Alias: aliasParameter,
    DisplayName: objectName,
    PrimarySmtpAddress: newMailParameters.PrimarySmtpAddress,
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireGroup(site, Identity, false)
    if (!found.ok) return found
    const { id, name, properties } = found.value
    if (properties.mail) return wrongRecipientType(name, 'MailUniversalDistributionGroup')
    const mail = await newMail({ id, name, kind: 'MailGroups' }, given, site)
    if (!mail.ok) return mail
    const updated = await updateMailObject(distributionGroup, found.value, { mail: mail.value }, site)
    if (!updated.ok) return updated
    return ok({
      output: await shown(updated.value, site),
      undo: [command('Disable-DistributionGroup', { Identity: id, Confirm: absent })],
    })
  },
})

const disableGroup = exchangeCmdlet({
  name: 'Disable-DistributionGroup',
  synopsis: 'Takes the address from a group; the group stays.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireGroup(site, Identity)
    if (!found.ok) return found
    const { id, properties } = found.value
    const updated = await updateMailObject(distributionGroup, found.value, { mail: null }, site)
    if (!updated.ok) return updated
    return ok({ undo: properties.mail ? enabling(id, properties.mail) : [] })
  },
})

function enabling(id: string, mail: NonNullable<DistributionGroup['mail']>): readonly Command[] {
  return [
    command('Enable-DistributionGroup', { Identity: id, Alias: mail.alias }),
    command('Set-DistributionGroup', { Identity: id, ...mailWritten(mail) }),
  ]
}

const removeGroup = exchangeCmdlet({
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

export const distributionGroupCmdlets = [
  newGroup,
  setGroup,
  setPlainGroup,
  enableGroup,
  disableGroup,
  removeGroup,
]
