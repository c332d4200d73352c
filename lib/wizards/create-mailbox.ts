import { aliasField } from './alias-field'
import { mailboxSteps, quotaFields } from './mailbox-quota'
import { textOf } from './text'
import { backToUsers, type UserFacts } from './user-facts'
import type { Wizard } from './wizard'

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
