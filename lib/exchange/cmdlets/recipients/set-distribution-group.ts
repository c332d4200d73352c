import { mandatory, ok, piped, switchParameter, text } from '@/lib/shell'
import { type DistributionGroup, distributionGroup } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { logonName } from './logon-names'
import { type Setting, setMailObject } from './mail-object'
import { setMailParameters } from './mail-parameters'
import { requireGroup } from './require-group'

export const setGroup = exchangeCmdlet({
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

export const setPlainGroup = exchangeCmdlet({
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
