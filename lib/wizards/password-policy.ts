import { type PasswordLevel, passwordLevels } from '@/lib/essentials'
import { command } from '@/lib/shell'
import { isOn, textOf } from './text'
import { backToUsers } from './user-facts'
import type { Wizard } from './wizard'

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
