import { command } from '@/lib/shell'
import { backToUsers, type UserFacts } from './user-facts'
import type { Wizard } from './wizard'

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
