import { parsePersonName } from '@/lib/essentials'
import { aliasField } from '../alias-field'
import { byText } from '../text'
import { backToUsers, inMailbox, type UserFacts } from '../user-facts'
import type { Wizard } from '../wizard'
import { checkAddresses } from './addresses'
import { ownQuotaFields } from './quota-fields'
import { accountSteps, emailSteps } from './steps'

/** The properties' tabs: General, Anywhere Access, Email. Only what was changed becomes a command. */
export const editUser: Wizard<UserFacts> = {
  id: 'edit-user',
  title: 'Account properties',
  finish: 'Apply the changes',
  pages: [
    {
      id: 'general',
      title: 'General',
      fields: [
        {
          kind: 'text',
          name: 'firstName',
          label: 'First name',
          parameter: 'FirstName',
          suggest: ({ firstName }) => firstName,
          check: byText((text) => parsePersonName('FirstName', text)),
        },
        {
          kind: 'text',
          name: 'lastName',
          label: 'Last name',
          parameter: 'LastName',
          suggest: ({ lastName }) => lastName,
          check: byText((text) => parsePersonName('LastName', text)),
        },
        {
          kind: 'choice',
          name: 'accessLevel',
          label: 'Access level',
          parameter: 'AccessLevel',
          suggest: ({ accessLevel }) => accessLevel,
          options: () => [
            { value: 'User', label: 'Standard user' },
            { value: 'Administrator', label: 'Administrator' },
          ],
          hint: ({ mailbox }, answers) =>
            mailbox && answers.accessLevel === 'Administrator'
              ? 'Phones will not synchronize the mailbox of a protected account: Exchange ActiveSync answers HTTP 500.'
              : '',
        },
      ],
    },
    {
      id: 'anywhere',
      title: 'Anywhere Access',
      fields: [
        {
          kind: 'toggle',
          name: 'remoteWebAccess',
          label: 'Remote Web Access and web services applications',
          parameter: 'AllowRemoteAccess',
          suggest: ({ remoteWebAccess }) => remoteWebAccess,
        },
        {
          kind: 'toggle',
          name: 'vpn',
          label: 'Virtual private network (VPN)',
          parameter: 'AllowVpnAccess',
          suggest: ({ vpn }) => vpn,
        },
      ],
    },
    {
      id: 'email',
      title: 'Email',
      shown: inMailbox,
      fields: [
        aliasField(({ mailbox }) => mailbox?.alias ?? ''),
        {
          kind: 'area',
          name: 'addresses',
          label: 'Email addresses, one a line; the first is the primary one',
          parameter: 'EmailAddresses',
          suggest: ({ mailbox }) => mailbox?.addresses.join('\n') ?? '',
          check: checkAddresses,
        },
        ...ownQuotaFields(),
      ],
    },
  ],
  compile: (facts, answers) => ({
    title: `Change the properties of ${facts.name}`,
    steps: [...accountSteps(facts, answers), ...(inMailbox(facts) ? emailSteps(facts, answers) : [])],
  }),
  next: backToUsers,
}
