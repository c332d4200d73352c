import { leaveGroups, notYourself } from '@/lib/essentials'
import {
  absent,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  secureString,
  text,
  type Value,
} from '@/lib/shell'
import { splitAddress } from '../../directory/address'
import { type Recipient, typeOf } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import type { MailAttributes, Site, User } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { requireUser, wrongRecipientType } from '../mailbox/require-mailbox'
import { givenMore } from '../more-properties'
import { nothingModified } from '../set-cmdlet'
import { changedAttributes, filled, withoutMailbox } from './changed-properties'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { logonName, logonNameOf, longestLogonName, userPrincipalName } from './logon-names'
import { changedMail, mailBack, mailWritten, newMail } from './mail-object'
import { externalAddress, newMailParameters, setMailParameters } from './mail-parameters'
import { passwordHash } from './mailbox-kind'
import { requireContainer } from './organizational-unit'
import { allProperties } from './recipient-properties'

type MailUser = User & { readonly mail: MailAttributes }

async function requireMailUser(site: Site, identity: string): Promise<Result<MailUser>> {
  const found = await requireRecipient(site, identity, (one: Recipient) => typeOf(one) === 'MailUser')
  if (!found.ok) return found
  const user = found.value.kind === 'user' ? found.value.user : null
  return user?.attributes.mail
    ? ok({ ...user, mail: user.attributes.mail })
    : wrongRecipientType(identity, 'User')
}

async function shown(user: User, site: Site) {
  return [await allProperties({ kind: 'user', user }, await directoryView(site))]
}

const newMailUser = exchangeCmdlet({
  name: 'New-MailUser',
  synopsis: 'Makes an account whose mail goes to an address outside.',
  parameters: {
    ...newMailParameters,
    Name: mandatory(objectName, 1),
    ExternalEmailAddress: externalAddress,
    UserPrincipalName: userPrincipalName,
    Password: secureString,
    SamAccountName: logonName,
    FirstName: text,
    LastName: text,
  },
  run: async (given, site) => {
    const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
    if (!unit.ok) return unit
    const [name, firstName, lastName] = [
      given.DisplayName ?? given.Name,
      given.FirstName ?? '',
      given.LastName ?? '',
    ]
    const mail = await newMail(
      { id: null, name: given.Name, firstName, lastName, kind: 'MailUsers' },
      given,
      site,
    )
    if (!mail.ok) return mail
    const base = filled({
      cn: given.Name === name ? undefined : given.Name,
      container: unit.value === '' || unit.value === 'Users' ? undefined : unit.value,
      mail: mail.value,
    })
    const attributes = await changedAttributes(base, 'mailbox', givenMore(given), site)
    if (!attributes.ok) return attributes
    const upn = given.UserPrincipalName && splitAddress(given.UserPrincipalName).localPart
    const inserted = await site.store.users.insert({
      name,
      firstName,
      lastName,
      logonName: given.SamAccountName ?? upn?.slice(0, longestLogonName) ?? logonNameOf(given.Name),
      accessLevel: 'User',
      enabled: true,
      vpn: false,
      remoteWebAccess: false,
      passwordHash: await passwordHash(site, given.Password),
      mailbox: null,
      attributes: attributes.value.attributes,
    })
    if (!inserted.ok) return inserted
    return ok({
      output: await shown(inserted.value, site),
      undo: [command('Remove-MailUser', { Identity: inserted.value.logonName, Confirm: absent })],
    })
  },
})

const setMailUser = exchangeCmdlet({
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

const enableMailUser = exchangeCmdlet({
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
      output: await shown(updated.value, site),
      undo: [command('Disable-MailUser', { Identity: user.logonName, Confirm: absent })],
    })
  },
})

const disableMailUser = exchangeCmdlet({
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

const removeMailUser = exchangeCmdlet({
  name: 'Remove-MailUser',
  synopsis: 'Removes an account whose mail goes outside.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireMailUser(site, Identity)
    if (!found.ok) return found
    const refusal = notYourself(found.value, site, 'remove', 'Identity')
    if (refusal) return refusal
    const left = await leaveGroups(site, found.value.logonName)
    if (!left.ok) return left
    await site.store.users.remove(found.value.id)
    return ok({})
  },
})

export const mailUserCmdlets = [newMailUser, setMailUser, enableMailUser, disableMailUser, removeMailUser]
