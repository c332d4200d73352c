import {
  defaultPasswordPolicy,
  judgePassword,
  type PasswordPolicy,
  parseLogonName,
  parsePersonName,
  passwordLevels,
  suggestLogonName,
} from '@/lib/essentials'
import { parseAlias, suggestAlias } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { command, ok, refuse, switchOf } from '@/lib/shell'
import { mailboxSteps, quotaFields } from './mailbox-quota'
import { passwordFields } from './password-fields'
import { byText, isOn, textOf } from './text'
import type { Answers, Wizard } from './wizard'

export interface AddUserFacts {
  readonly passwordPolicy: PasswordPolicy
  /** Absent while Exchange Server integration is off. */
  readonly email: { readonly server: string; readonly domain: string; readonly policy: string } | null
}

const displayName = (answers: Answers) =>
  `${textOf(answers, 'firstName')} ${textOf(answers, 'lastName')}`.trim()

function checkPassword(value: string | boolean, { passwordPolicy }: AddUserFacts, answers: Answers) {
  const owner = { logonName: textOf(answers, 'logonName'), displayName: displayName(answers) }
  const [unmet] = judgePassword(passwordPolicy ?? defaultPasswordPolicy, String(value), owner)
  return unmet
    ? refuse('InvalidArgument', 'WeakPassword', unmet, {
        target: 'Password',
        recommendedAction: 'Choose another password.',
      })
    : ok(value)
}

/** The original's Add a User Account wizard, with the page that Exchange Server integration adds. */
export const addUser: Wizard<AddUserFacts> = {
  id: 'add-user',
  title: 'Add a user account',
  finish: 'Add the account',
  pages: [
    {
      id: 'name',
      title: 'Name and password',
      lead: 'Who is it, and how will they sign in?',
      fields: [
        {
          kind: 'text',
          name: 'firstName',
          label: 'First name',
          parameter: 'FirstName',
          autocomplete: 'off',
          check: byText((text) => parsePersonName('FirstName', text)),
        },
        {
          kind: 'text',
          name: 'lastName',
          label: 'Last name',
          parameter: 'LastName',
          autocomplete: 'off',
          check: byText((text) => parsePersonName('LastName', text)),
        },
        {
          kind: 'text',
          name: 'logonName',
          label: 'User account name',
          parameter: 'Name',
          hint: 'What they type to sign in to their computer.',
          autocomplete: 'off',
          probed: true,
          suggest: (_, answers) =>
            displayName(answers)
              ? suggestLogonName(textOf(answers, 'firstName'), textOf(answers, 'lastName'))
              : '',
          check: byText(parseLogonName),
        },
        ...passwordFields<AddUserFacts>({
          label: 'Password',
          confirmation: 'Confirm the password',
          parameter: 'Password',
          hint: ({ passwordPolicy }) => passwordLevels[passwordPolicy.level].description,
          check: checkPassword,
        }),
      ],
    },
    {
      id: 'access',
      title: 'Access level',
      fields: [
        {
          kind: 'choice',
          name: 'accessLevel',
          label: 'Access level',
          parameter: 'AccessLevel',
          suggest: () => 'User',
          options: () => [
            { value: 'User', label: 'Standard user', note: 'Uses the network, its folders and e-mail.' },
            {
              value: 'Administrator',
              label: 'Administrator',
              note: 'Can change everything on the network, this dashboard included.',
            },
          ],
          hint: ({ email }, answers) =>
            email && answers.accessLevel === 'Administrator'
              ? 'A phone will not synchronize this mailbox: members of protected groups get HTTP 500 from Exchange ActiveSync. Give administrators a second, standard account for e-mail.'
              : '',
        },
      ],
    },
    {
      id: 'email',
      title: 'Email',
      shown: ({ email }) => email !== null,
      lead: ({ email }) => `Exchange Server will create a mailbox on ${email?.server ?? 'the server'}.`,
      fields: [
        {
          kind: 'text',
          name: 'alias',
          label: 'Alias',
          parameter: 'Alias',
          probed: true,
          autocomplete: 'off',
          suggest: (_, answers) =>
            displayName(answers)
              ? suggestAlias(textOf(answers, 'firstName'), textOf(answers, 'lastName'))
              : '',
          check: byText(parseAlias),
          hint: ({ email }, answers) =>
            email
              ? `Primary address: ${textOf(answers, 'alias') || '…'}@${email.domain}, from “${email.policy}”`
              : '',
        },
        ...quotaFields<AddUserFacts>(),
      ],
    },
    {
      id: 'anywhere',
      title: 'Anywhere Access',
      lead: 'What may they use from outside the office?',
      fields: [
        {
          kind: 'toggle',
          name: 'remoteWebAccess',
          label: 'Remote Web Access and web services applications',
          parameter: 'AllowRemoteAccess',
          suggest: () => true,
        },
        {
          kind: 'toggle',
          name: 'vpn',
          label: 'Virtual private network (VPN)',
          parameter: 'AllowVpnAccess',
          suggest: () => false,
        },
      ],
    },
  ],
  compile(facts, answers, secrets) {
    const logonName = textOf(answers, 'logonName').trim()
    const account: Step = {
      title: `Create the account ${logonName}`,
      command: command('Add-WssUser', {
        Name: logonName,
        FirstName: textOf(answers, 'firstName').trim() || undefined,
        LastName: textOf(answers, 'lastName').trim() || undefined,
        Password: secrets('password', `Password of ${logonName}`),
        AccessLevel: textOf(answers, 'accessLevel') || 'User',
        AllowRemoteAccess: switchOf(isOn(answers, 'remoteWebAccess')),
        AllowVpnAccess: switchOf(isOn(answers, 'vpn')),
      }),
    }
    const mailbox = facts.email ? mailboxSteps(logonName, textOf(answers, 'alias').trim(), answers) : []
    return {
      title: `Add the user account ${displayName(answers) || logonName}`,
      steps: [account, ...mailbox],
    }
  },
  next: () => [
    { label: 'See the users', href: '/users' },
    { label: 'Add another user account', href: '/users/add' },
  ],
}
