import { command, ok, refuse, type Value } from '@/lib/shell'
import type { Wizard } from '@/lib/wizards/wizard'

interface Facts {
  readonly integrated: boolean
}

/** A small wizard with the shapes that the real ones have, for the renderer's own tests. */
export const sampleWizard: Wizard<unknown> = {
  id: 'sample',
  title: 'Add a user account',
  finish: 'Add the account',
  pages: [
    {
      id: 'name',
      title: 'Name and password',
      fields: [
        { kind: 'text', name: 'first', label: 'First name' },
        {
          kind: 'text',
          name: 'alias',
          label: 'Alias',
          parameter: 'Alias',
          suggest: (_, { first }) => `${first}M`,
          check: (value) =>
            String(value).includes(' ')
              ? refuse('InvalidArgument', 'AliasInvalid', 'An alias cannot hold spaces.', { target: 'Alias' })
              : ok(value),
        },
        { kind: 'password', name: 'password', label: 'Password' },
      ],
    },
    {
      id: 'level',
      title: 'Access level',
      fields: [
        {
          kind: 'choice',
          name: 'level',
          label: 'Access level',
          suggest: () => 'standard',
          options: () => [
            { value: 'standard', label: 'Standard user' },
            { value: 'admin', label: 'Administrator' },
          ],
        },
      ],
    },
    {
      id: 'email',
      title: 'Email',
      shown: (facts) => (facts as Facts).integrated,
      fields: [
        { kind: 'toggle', name: 'enforce', label: 'Enforce mailbox quotas', suggest: () => true },
        {
          kind: 'size',
          name: 'size',
          label: 'Maximum mailbox size',
          suggest: () => '2 GB',
          shown: (_, { enforce }) => enforce === true,
        },
      ],
    },
  ],
  compile: (facts, answers, secret) => {
    const identity = answers.alias as Value
    const user = command('Add-WssUser', {
      Name: identity,
      Password: secret('password', 'Password'),
      AccessLevel: answers.level,
    })
    const mailbox = [
      { title: 'Create the mailbox', command: command('Enable-Mailbox', { Identity: identity }) },
      {
        title: 'Limit it',
        command: command('Set-Mailbox', {
          Identity: identity,
          ProhibitSendQuota: answers.enforce ? answers.size : 'Unlimited',
        }),
      },
    ]
    return {
      title: `Add ${answers.first}`,
      steps: [{ title: 'Add the account', command: user }, ...((facts as Facts).integrated ? mailbox : [])],
    }
  },
}
