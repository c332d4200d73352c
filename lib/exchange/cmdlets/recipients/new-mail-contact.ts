import { absent, command, mandatory, ok, piped, text } from '@/lib/shell'
import { type Contact, contact } from '../../directory/recipient'
import { personDefaults } from '../../directory/recipient-defaults'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedMore } from './changed-properties'
import { insertMailObject, mailWritten } from './mail-object'
import { externalAddress, newMailParameters } from './mail-parameters'
import { newEntry } from './new-entry'
import { isMailContact, requireContact, shownContact } from './require-contact'

export const newMailContact = exchangeCmdlet({
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
    const more = await changedMore(undefined, givenMore(given), site)
    if (!more.ok) return more
    const entry = await newEntry(given, 'MailContacts', site)
    if (!entry.ok) return entry
    const properties: Contact = {
      ...entry.value,
      ...(more.value.more ? { more: more.value.more } : {}),
    }
    const inserted = await insertMailObject(contact, given.Name, properties, site)
    if (!inserted.ok) return inserted
    return ok({
      output: await shownContact(inserted.value, site),
      undo: [command('Remove-MailContact', { Identity: inserted.value.id, Confirm: absent })],
    })
  },
})

export const removeMailContact = exchangeCmdlet({
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
