import {
  judgePassword,
  type PasswordLevel,
  type PasswordPolicy,
  parsePersonName,
  passwordLevels,
} from '@/lib/essentials'
import { emailAddresses, parseAlias, parseSmtpAddress, printShortSize, writeQuota } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { absent, command, ok, refuse } from '@/lib/shell'
import { mailboxSteps, quotaCommand, quotaFields } from './mailbox-quota'
import { byText, isOn, textOf } from './text'
import type { Answers, Field, Wizard } from './wizard'

/** The account that a task is for, as the form starts. Sizes are bytes, null is Unlimited. */
export interface UserFacts {
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly logonName: string
  readonly accessLevel: 'User' | 'Administrator'
  readonly vpn: boolean
  readonly remoteWebAccess: boolean
  readonly passwordPolicy: PasswordPolicy
  readonly integrated: boolean
  readonly domain: string
  readonly mailbox: {
    readonly alias: string
    readonly addresses: readonly string[]
    readonly primary: string
    readonly bytes: number
    readonly enforced: boolean
    readonly limits: {
      readonly issueWarningQuota: number | null
      readonly prohibitSendQuota: number | null
      readonly prohibitSendReceiveQuota: number | null
    }
  } | null
}

const limitNames = ['issueWarningQuota', 'prohibitSendQuota', 'prohibitSendReceiveQuota'] as const

const backToUsers = () => [{ label: 'Back to the users', href: '/users' }]

function newPassword(value: string | boolean, { passwordPolicy, logonName, name }: UserFacts) {
  const [unmet] = judgePassword(passwordPolicy, String(value), { logonName, displayName: name })
  return unmet
    ? refuse('InvalidArgument', 'WeakPassword', unmet, {
        target: 'NewPassword',
        recommendedAction: 'Choose another password.',
      })
    : ok(value)
}

export const changePassword: Wizard<UserFacts> = {
  id: 'change-password',
  title: 'Change the user account password',
  finish: 'Change the password',
  pages: [
    {
      id: 'password',
      title: 'New password',
      lead: ({ name }) => `${name} signs in with it from now on, to the mailbox too.`,
      fields: [
        {
          kind: 'password',
          name: 'password',
          label: 'New password',
          parameter: 'NewPassword',
          autocomplete: 'new-password',
          hint: ({ passwordPolicy }) => passwordLevels[passwordPolicy.level].description,
          check: newPassword,
        },
        {
          kind: 'password',
          name: 'confirmation',
          label: 'Confirm the new password',
          autocomplete: 'new-password',
          check: (value, _, answers) =>
            value === answers.password
              ? ok(value)
              : refuse('InvalidArgument', 'PasswordsDiffer', 'The two passwords are not the same.', {
                  target: 'confirmation',
                  recommendedAction: 'Type the password again in both fields.',
                }),
        },
      ],
    },
  ],
  compile: ({ logonName, name }, _, secrets) => ({
    title: `Change the password of ${name}`,
    steps: [
      {
        title: `Set the new password of ${logonName}`,
        command: command('Set-ADAccountPassword', {
          Identity: logonName,
          Reset: { kind: 'switch', present: true },
          NewPassword: secrets('password', `New password of ${logonName}`),
        }),
      },
    ],
  }),
  next: backToUsers,
}

function plainTask(
  id: string,
  title: string,
  finish: string,
  lead: Wizard<UserFacts>['pages'][number]['lead'],
  name: string,
): Wizard<UserFacts> {
  return {
    id,
    title,
    finish,
    pages: [{ id: 'confirm', title, ...(lead ? { lead } : {}), fields: [] }],
    compile: (facts) => ({
      title: `${title}: ${facts.name}`,
      steps: [{ title: `${title}: ${facts.logonName}`, command: command(name, { Name: facts.logonName }) }],
    }),
    next: backToUsers,
  }
}

export const deactivateUser = plainTask(
  'deactivate-user',
  'Deactivate the user account',
  'Deactivate',
  ({ name, mailbox }) =>
    `${name} can no longer sign in${mailbox ? ', and the mailbox follows: nobody can open it, but it still receives mail' : ''}. Nothing is deleted; you can activate the account again.`,
  'Disable-WssUser',
)

export const activateUser = plainTask(
  'activate-user',
  'Activate the user account',
  'Activate',
  ({ name, mailbox }) => `${name} can sign in again${mailbox ? ' and open the mailbox' : ''}.`,
  'Enable-WssUser',
)

export const removeUser: Wizard<UserFacts> = {
  id: 'remove-user',
  title: 'Remove the user account',
  finish: 'Remove the account',
  pages: [
    {
      id: 'mailbox',
      title: 'What becomes of the mailbox?',
      lead: ({ name, mailbox }) =>
        mailbox
          ? `The account of ${name} will be removed. The mailbox ${mailbox.primary} holds ${printShortSize(mailbox.bytes)}.`
          : `The account of ${name} will be removed. It has no mailbox. To keep it for later, deactivate it instead.`,
      fields: [
        {
          kind: 'choice',
          name: 'mailbox',
          label: 'The mailbox',
          suggest: () => 'keep',
          shown: ({ mailbox, integrated }) => mailbox !== null && integrated,
          options: ({ mailbox }) => [
            {
              value: 'keep',
              label: 'Keep it, disconnected',
              note: 'Exchange keeps the mail for 30 days. It can be connected to another account until then.',
            },
            {
              value: 'delete',
              label: 'Delete it',
              note: `All mail in ${mailbox?.primary ?? 'it'} is gone at once, for good.`,
            },
          ],
        },
      ],
    },
  ],
  compile({ name, logonName, mailbox, integrated }, answers) {
    const destroy = mailbox && integrated && textOf(answers, 'mailbox') === 'delete'
    const step: Step = destroy
      ? {
          title: `Delete the account ${logonName} and its mailbox for good`,
          command: command('Remove-Mailbox', { Identity: logonName, Permanent: true, Confirm: absent }),
        }
      : {
          title: `Remove the account ${logonName}${mailbox ? '; the mailbox stays, disconnected' : ''}`,
          command: command('Remove-WssUser', { Name: logonName, Confirm: absent }),
        }
    return { title: `Remove the user account ${name}`, steps: [step] }
  },
  next: backToUsers,
}

export const createMailbox: Wizard<UserFacts> = {
  id: 'create-mailbox',
  title: 'Create a mailbox',
  finish: 'Create the mailbox',
  pages: [
    {
      id: 'email',
      title: 'Email',
      lead: ({ name }) => `${name} has no mailbox yet.`,
      fields: [aliasField((facts) => facts.logonName), ...quotaFields<UserFacts>()],
    },
  ],
  compile: ({ name, logonName }, answers) => ({
    title: `Create a mailbox for ${name}`,
    steps: mailboxSteps(logonName, textOf(answers, 'alias').trim(), answers),
  }),
  next: backToUsers,
}

function aliasField(suggest: (facts: UserFacts) => string): Field<UserFacts> {
  return {
    kind: 'text',
    name: 'alias',
    label: 'Alias',
    parameter: 'Alias',
    probed: true,
    autocomplete: 'off',
    suggest,
    check: byText(parseAlias),
    hint: ({ domain }, answers) => `Address: ${textOf(answers, 'alias') || '…'}@${domain}`,
  }
}

const inMailbox = ({ mailbox, integrated }: UserFacts) => mailbox !== null && integrated
const lines = (text: string) => text.split(/[\r\n,;]+/).flatMap((line) => line.trim() || [])

/** As Set-Mailbox takes them: the primary one in capitals. */
function proxyAddresses(typed: string): readonly string[] {
  return lines(typed).map((address, index) => `${index === 0 ? 'SMTP' : 'smtp'}:${address}`)
}

function checkAddresses(value: string | boolean) {
  for (const line of lines(String(value))) {
    const address = parseSmtpAddress(line)
    if (!address.ok) return address
  }
  return emailAddresses.parse(proxyAddresses(String(value)))
}

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

/** The same fields as in the Add a User Account wizard, filled with what the mailbox has. */
function ownQuotaFields(): readonly Field<UserFacts>[] {
  return quotaFields<UserFacts>().map((field): Field<UserFacts> => {
    const limit = limitNames.find((name) => name === field.name)
    if (limit) return { ...field, suggest: ({ mailbox }) => writeQuota(mailbox?.limits[limit] ?? null) }
    if (field.name === 'enforceQuota')
      return { ...field, suggest: ({ mailbox }) => mailbox?.enforced ?? true }
    if (field.name === 'ownLimits') return { ...field, suggest: ({ mailbox }) => mailbox?.enforced ?? false }
    return field.name === 'quota'
      ? {
          ...field,
          suggest: ({ mailbox }) =>
            mailbox?.limits.prohibitSendQuota ? writeQuota(mailbox.limits.prohibitSendQuota) : '2 GB',
        }
      : field
  })
}

function accountSteps(facts: UserFacts, answers: Answers): readonly Step[] {
  const wanted = {
    FirstName: textOf(answers, 'firstName').trim(),
    LastName: textOf(answers, 'lastName').trim(),
    AccessLevel: textOf(answers, 'accessLevel'),
    AllowRemoteAccess: isOn(answers, 'remoteWebAccess'),
    AllowVpnAccess: isOn(answers, 'vpn'),
  }
  const has = {
    FirstName: facts.firstName,
    LastName: facts.lastName,
    AccessLevel: facts.accessLevel,
    AllowRemoteAccess: facts.remoteWebAccess,
    AllowVpnAccess: facts.vpn,
  }
  const changed = Object.entries(wanted).filter(([name, value]) => has[name as keyof typeof has] !== value)
  if (changed.length === 0) return []
  return [
    {
      title: `Change the account ${facts.logonName}`,
      command: command('Set-WssUser', { Name: facts.logonName, ...Object.fromEntries(changed) }),
    },
  ]
}

function emailSteps({ logonName, mailbox }: UserFacts, answers: Answers): readonly Step[] {
  const alias = textOf(answers, 'alias').trim()
  const same =
    JSON.stringify(lines(textOf(answers, 'addresses'))) === JSON.stringify(mailbox?.addresses ?? [])
  const quota = quotaCommand(logonName, answers)
  const before = mailbox && [
    writeQuota(mailbox.limits.issueWarningQuota),
    writeQuota(mailbox.limits.prohibitSendQuota),
    writeQuota(mailbox.limits.prohibitSendReceiveQuota),
  ]
  const after = [
    quota.arguments.IssueWarningQuota,
    quota.arguments.ProhibitSendQuota,
    quota.arguments.ProhibitSendReceiveQuota,
  ]
  const quotaChanged =
    before === null ||
    !mailbox?.enforced !== (answers.enforceQuota === false) ||
    JSON.stringify(before) !== JSON.stringify(after)
  return [
    ...(alias !== mailbox?.alias
      ? [
          {
            title: `Give ${logonName} the alias ${alias}`,
            command: command('Set-Mailbox', { Identity: logonName, Alias: alias }),
          },
        ]
      : []),
    ...(!same
      ? [
          {
            title: `Set the addresses of ${logonName}`,
            command: command('Set-Mailbox', {
              Identity: logonName,
              EmailAddressPolicyEnabled: false,
              EmailAddresses: proxyAddresses(textOf(answers, 'addresses')),
            }),
          },
        ]
      : []),
    ...(quotaChanged ? [{ title: `Set the mailbox limits of ${logonName}`, command: quota }] : []),
  ]
}

export interface PasswordPolicyFacts {
  readonly level: PasswordLevel
  readonly neverExpires: boolean
}

export const setPasswordPolicy: Wizard<PasswordPolicyFacts> = {
  id: 'password-policy',
  title: 'Set the password policy',
  finish: 'Change the policy',
  pages: [
    {
      id: 'policy',
      title: 'Password policy',
      lead: 'It counts for passwords that are set from now on.',
      fields: [
        {
          kind: 'choice',
          name: 'level',
          label: 'How strong must a password be?',
          parameter: 'Level',
          suggest: ({ level }) => level,
          options: () =>
            Object.entries(passwordLevels).map(([value, { title, description }]) => ({
              value,
              label: title,
              note: description,
            })),
        },
        {
          kind: 'toggle',
          name: 'neverExpires',
          label: 'Passwords never expire',
          parameter: 'PasswordsNeverExpire',
          hint: 'Otherwise every 180 days.',
          suggest: ({ neverExpires }) => neverExpires,
        },
      ],
    },
  ],
  compile: (_, answers) => ({
    title: 'Set the password policy',
    steps: [
      {
        title: 'Change the password policy',
        command: command('Set-WssPasswordPolicy', {
          Level: textOf(answers, 'level'),
          PasswordsNeverExpire: isOn(answers, 'neverExpires'),
        }),
      },
    ],
  }),
  next: backToUsers,
}
