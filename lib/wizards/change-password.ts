import { judgePassword, passwordLevels } from '@/lib/essentials'
import { command, ok, refuse } from '@/lib/shell'
import { passwordFields } from './password-fields'
import { backToUsers, type UserFacts } from './user-facts'
import type { Wizard } from './wizard'

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
      fields: passwordFields({
        label: 'New password',
        confirmation: 'Confirm the new password',
        parameter: 'NewPassword',
        hint: ({ passwordPolicy }) => passwordLevels[passwordPolicy.level].description,
        check: newPassword,
      }),
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
