import { absent, command, mandatory, ok, piped, text } from '@/lib/shell'
import { contact } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { mailWritten, newMail, updateMailObject } from './mail-object'
import { externalAddress, newMailParameters } from './mail-parameters'
import { isContact, isMailContact, requireContact, shownContact } from './require-contact'

export const enableMailContact = exchangeCmdlet({
  name: 'Enable-MailContact',
  synopsis: 'Gives a contact an address.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    ExternalEmailAddress: mandatory(externalAddress),
    Alias: aliasParameter,
    DisplayName: objectName,
    PrimarySmtpAddress: newMailParameters.PrimarySmtpAddress,
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireContact(site, Identity, isContact)
    if (!found.ok) return found
    const { id, name, properties } = found.value
    if (properties.mail) return wrongRecipientType(name, 'MailContact')
    const mail = await newMail({ id, name, kind: 'MailContacts' }, given, site)
    if (!mail.ok) return mail
    const updated = await updateMailObject(contact, found.value, { mail: mail.value }, site)
    if (!updated.ok) return updated
    return ok({
      output: await shownContact(updated.value, site),
      undo: [command('Disable-MailContact', { Identity: id, Confirm: absent })],
    })
  },
})

export const disableMailContact = exchangeCmdlet({
  name: 'Disable-MailContact',
  synopsis: 'Takes the address from a contact; the contact stays.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireContact(site, Identity, isMailContact)
    if (!found.ok) return found
    const { id, properties } = found.value
    const updated = await updateMailObject(contact, found.value, { mail: null }, site)
    if (!updated.ok) return updated
    const { mail } = properties
    if (!mail) return ok({})
    const external = mail.externalEmailAddress
    return ok({
      undo: [
        command('Enable-MailContact', { Identity: id, ExternalEmailAddress: external, Alias: mail.alias }),
        command('Set-MailContact', { Identity: id, ...mailWritten(mail) }),
      ],
    })
  },
})
