import { printShortSize } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { absent, command } from '@/lib/shell'
import { textOf } from './text'
import { backToUsers, type UserFacts } from './user-facts'
import type { Wizard } from './wizard'

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
