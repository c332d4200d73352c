import { absent, command, mandatory, ok, piped, text } from '@/lib/shell'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { requireUser, wrongRecipientType } from '../mailbox/require-mailbox'
import { withoutMailbox } from './changed-properties'
import { mailWritten, newMail } from './mail-object'
import { externalAddress, newMailParameters } from './mail-parameters'
import { requireMailUser, shownUser } from './require-mail-user'

export const enableMailUser = exchangeCmdlet({
  name: 'Enable-MailUser',
  synopsis: 'Lets mail to an account without a mailbox go to an address outside.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    ExternalEmailAddress: mandatory(externalAddress),
    Alias: aliasParameter,
    DisplayName: objectName,
    PrimarySmtpAddress: newMailParameters.PrimarySmtpAddress,
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireUser(site, Identity)
    if (!found.ok) return found
    const user = found.value
    if (user.mailbox || user.attributes.mail)
      return wrongRecipientType(user.name, user.mailbox ? 'UserMailbox' : 'MailUser')
    const mail = await newMail(
      { ...user, kind: 'MailUsers' },
      { ...given, Alias: given.Alias ?? user.logonName },
      site,
    )
    if (!mail.ok) return mail
    const updated = await site.store.users.update(user.id, {
      attributes: { ...user.attributes, mail: mail.value },
    })
    if (!updated.ok) return updated
    return ok({
      output: await shownUser(updated.value, site),
      undo: [command('Disable-MailUser', { Identity: user.logonName, Confirm: absent })],
    })
  },
})

export const disableMailUser = exchangeCmdlet({
  name: 'Disable-MailUser',
  synopsis: 'Takes the address from an account whose mail goes outside; the account stays.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireMailUser(site, Identity)
    if (!found.ok) return found
    const { id, attributes, mail } = found.value
    const updated = await site.store.users.update(id, { attributes: withoutMailbox(attributes) })
    if (!updated.ok) return updated
    const identity = updated.value.logonName
    return ok({
      undo: [
        command('Enable-MailUser', {
          Identity: identity,
          ExternalEmailAddress: mail.externalEmailAddress,
          Alias: mail.alias,
        }),
        command('Set-MailUser', { Identity: identity, ...mailWritten(mail), ...attributes.mailbox }),
      ],
    })
  },
})
