import { mandatory, piped, text } from '@/lib/shell'
import { contact } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { setMailObject } from './mail-object'
import { externalAddress, setMailParameters } from './mail-parameters'
import { isContact, isMailContact, requireContact } from './require-contact'

export const setMailContact = exchangeCmdlet({
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

export const setContact = exchangeCmdlet({
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
