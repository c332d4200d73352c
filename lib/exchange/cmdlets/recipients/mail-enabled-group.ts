import { absent, type Command, command, mandatory, ok, piped, text } from '@/lib/shell'
import { type DistributionGroup, distributionGroup } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { mailWritten, newMail, updateMailObject } from './mail-object'
import { newMailParameters } from './mail-parameters'
import { requireGroup, shownGroup } from './require-group'

export const enableGroup = exchangeCmdlet({
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
      output: await shownGroup(updated.value, site),
      undo: [command('Disable-DistributionGroup', { Identity: id, Confirm: absent })],
    })
  },
})

export const disableGroup = exchangeCmdlet({
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
