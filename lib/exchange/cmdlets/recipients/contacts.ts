import { absent, command, mandatory, ok, piped, type Result, text } from '@/lib/shell'
import { type Contact, contact, type Recipient, typeOf } from '../../directory/recipient'
import { personDefaults } from '../../directory/recipient-defaults'
import { objectName } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { aliasParameter } from '../mailbox/enable-mailbox'
import { wrongRecipientType } from '../mailbox/require-mailbox'
import { givenMore } from '../more-properties'
import { changedMore } from './changed-properties'
import { directoryView } from './directory-view'
import { requireRecipient } from './find-recipient'
import { insertMailObject, mailWritten, newMail, setMailObject, updateMailObject } from './mail-object'
import { externalAddress, newMailParameters, setMailParameters } from './mail-parameters'
import { requireContainer } from './organizational-unit'
import { allProperties } from './recipient-properties'

const isContact = (one: Recipient) => one.kind === 'contact'
const isMailContact = (one: Recipient) => typeOf(one) === 'MailContact'

async function requireContact(
  site: Site,
  identity: string,
  isMeant: (one: Recipient) => boolean,
): Promise<Result<Stored<Contact>>> {
  const found = await requireRecipient(site, identity, (one) => isContact(one) && isMeant(one))
  if (!found.ok) return found
  // isContact has seen to it.
  return ok((found.value as Extract<Recipient, { kind: 'contact' }>).object)
}

async function shown(object: Stored<Contact>, site: Site) {
  return [await allProperties({ kind: 'contact', object }, await directoryView(site))]
}

const newMailContact = exchangeCmdlet({
  name: 'New-MailContact',
  synopsis: 'Puts a person outside the organization into the address book.',
  parameters: {
    ...newMailParameters,
    Name: mandatory(objectName, 1),
    ExternalEmailAddress: mandatory(externalAddress),
    FirstName: text,
    LastName: text,
  },
  run: async (given, site) => {
    const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
    if (!unit.ok) return unit
    const more = await changedMore(undefined, givenMore(given), site)
    if (!more.ok) return more
    const [firstName, lastName] = [given.FirstName ?? '', given.LastName ?? '']
    const owner = { id: null, name: given.Name, firstName, lastName, kind: 'MailContacts' } as const
    const mail = await newMail(owner, given, site)
    if (!mail.ok) return mail
    const properties: Contact = {
      displayName: given.DisplayName ?? given.Name,
      container: unit.value || 'Users',
      mail: mail.value,
      firstName,
      lastName,
      ...(more.value.more ? { more: more.value.more } : {}),
    }
    const inserted = await insertMailObject(contact, given.Name, properties, site)
    if (!inserted.ok) return inserted
    return ok({
      output: await shown(inserted.value, site),
      undo: [command('Remove-MailContact', { Identity: inserted.value.id, Confirm: absent })],
    })
  },
})

const setMailContact = exchangeCmdlet({
  name: 'Set-MailContact',
  synopsis: 'Changes a contact of the address book.',
  parameters: {
    ...setMailParameters,
    Identity: piped(mandatory(text, 1)),
    ExternalEmailAddress: externalAddress,
  },
  run: async ({ Identity, ...given }, site) => {
    const found = await requireContact(site, Identity, isMailContact)
    if (!found.ok) return found
    return setMailObject(
      contact,
      found.value,
      given,
      { setName: 'Set-MailContact', kind: 'MailContacts' },
      site,
    )
  },
})

const setContact = exchangeCmdlet({
  name: 'Set-Contact',
  synopsis: 'Changes what the directory knows of a person outside.',
  parameters: {
    DisplayName: objectName,
    Name: objectName,
    FirstName: text,
    LastName: text,
    Identity: piped(mandatory(text, 1)),
  },
  run: async ({ Identity, FirstName, LastName, ...given }, site) => {
    const found = await requireContact(site, Identity, isContact)
    if (!found.ok) return found
    const { firstName, lastName } = found.value.properties
    const own = {
      change: { firstName: FirstName ?? firstName, lastName: LastName ?? lastName },
      back: {
        ...((FirstName ?? firstName) === firstName ? {} : { FirstName: firstName }),
        ...((LastName ?? lastName) === lastName ? {} : { LastName: lastName }),
      },
    }
    return setMailObject(
      contact,
      found.value,
      given,
      { setName: 'Set-Contact', kind: 'MailContacts', own },
      site,
    )
  },
})

const enableMailContact = exchangeCmdlet({
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
      output: await shown(updated.value, site),
      undo: [command('Disable-MailContact', { Identity: id, Confirm: absent })],
    })
  },
})

const disableMailContact = exchangeCmdlet({
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

const removeMailContact = exchangeCmdlet({
  name: 'Remove-MailContact',
  synopsis: 'Removes a contact.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireContact(site, Identity, isMailContact)
    if (!found.ok) return found
    const { name, properties } = found.value
    await site.store.remove(contact, found.value)
    const { mail } = properties
    if (!mail) return ok({})
    return ok({
      undo: [
        command('New-MailContact', {
          Name: name,
          ExternalEmailAddress: mail.externalEmailAddress,
          Alias: mail.alias,
          DisplayName: properties.displayName,
          FirstName: properties.firstName,
          LastName: properties.lastName,
          OrganizationalUnit: properties.container,
        }),
        command('Set-MailContact', { Identity: name, ...mailWritten(mail), ...mailOnly(properties.more) }),
        ...(Object.keys(personOnly(properties.more)).length > 0
          ? [command('Set-Contact', { Identity: name, ...personOnly(properties.more) })]
          : []),
      ],
    })
  },
})

function personOnly(more: Contact['more'] = {}) {
  return Object.fromEntries(Object.entries(more).filter(([name]) => name in personDefaults))
}

function mailOnly(more: Contact['more'] = {}) {
  return Object.fromEntries(Object.entries(more).filter(([name]) => !(name in personDefaults)))
}

export const contactCmdlets = [
  newMailContact,
  setMailContact,
  setContact,
  enableMailContact,
  disableMailContact,
  removeMailContact,
]
