import { command, mandatory, ok, piped, text, type Value } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { nothingModified } from '../set-cmdlet'
import { changedAttributes, filled } from './changed-properties'
import { changedMail, mailBack } from './mail-object'
import { externalAddress, setMailParameters } from './mail-parameters'
import { requireMailUser } from './require-mail-user'

export const setMailUser = exchangeCmdlet({
  name: 'Set-MailUser',
  synopsis: 'Changes the addresses of an account whose mail goes outside.',
  parameters: {
    ...setMailParameters,
    Identity: piped(mandatory(text, 1)),
    ExternalEmailAddress: externalAddress,
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireMailUser(site, Identity)
    if (!found.ok) return found
    const user = found.value
    const mail = await changedMail({ ...user, kind: 'MailUsers' }, user.mail, given, site)
    if (!mail.ok) return mail
    const more = await changedAttributes(
      { ...user.attributes, mail: mail.value },
      'mailbox',
      givenMore(given),
      site,
    )
    if (!more.ok) return more
    const name = given.DisplayName ?? user.name
    const cn = given.Name ?? user.attributes.cn ?? user.name
    const formerName = user.attributes.cn ?? user.name
    const back: Record<string, Value> = {
      ...more.value.back,
      ...mailBack(user.mail, mail.value),
      ...(name === user.name ? {} : { DisplayName: user.name }),
      ...(cn === formerName ? {} : { Name: formerName }),
    }
    if (Object.keys(back).length === 0) return ok({ warnings: [nothingModified(user.name)], undo: [] })
    const attributes = filled({ ...more.value.attributes, cn: cn === name ? undefined : cn })
    const updated = await site.store.users.update(user.id, { name, attributes })
    return updated.ok
      ? ok({ undo: [command('Set-MailUser', { Identity: user.logonName, ...back })] })
      : updated
  },
})
