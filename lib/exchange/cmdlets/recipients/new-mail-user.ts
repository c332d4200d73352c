import { leaveGroups, notYourself } from '@/lib/essentials'
import { absent, command, mandatory, ok, piped, secureString, text } from '@/lib/shell'
import { splitAddress } from '../../directory/address'
import { objectName } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedAttributes, filled } from './changed-properties'
import { logonName, logonNameOf, longestLogonName, userPrincipalName } from './logon-names'
import { externalAddress, newMailParameters } from './mail-parameters'
import { passwordHash } from './mailbox-kind'
import { newEntry } from './new-entry'
import { requireMailUser, shownUser } from './require-mail-user'

export const newMailUser = exchangeCmdlet({
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
    const entry = await newEntry(given, 'MailUsers', site)
    if (!entry.ok) return entry
    const { displayName: name, firstName, lastName, container, mail } = entry.value
    const base = filled({
      cn: given.Name === name ? undefined : given.Name,
      container: container === 'Users' ? undefined : container,
      mail,
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
      output: await shownUser(inserted.value, site),
      undo: [command('Remove-MailUser', { Identity: inserted.value.logonName, Confirm: absent })],
    })
  },
})

export const removeMailUser = exchangeCmdlet({
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
