import { command, ok } from '@/lib/shell'
import { listOf } from '../connectors/list-field'
import { answerIsMissing, textOf } from '../text'
import type { Wizard } from '../wizard'
import { textFields, toField } from './message-fields'
import { follow, type SendTestFacts } from './send-facts'

/** As a user in Outlook: the store driver takes it from the Outbox. */
export const mailboxMessage: Wizard<SendTestFacts> = {
  id: 'mailbox-message',
  title: 'Send a message from a mailbox',
  finish: 'Send it',
  pages: [
    {
      id: 'message',
      title: 'From a mailbox',
      lead: 'As its user does in Outlook: the message stands in the Outbox until the store driver fetches it. A full mailbox may not send.',
      fields: [
        {
          kind: 'text',
          name: 'mailbox',
          label: 'Mailbox',
          hint: 'An alias, an address or a display name.',
          parameter: 'Identity',
          suggest: ({ sender }) => sender?.alias ?? '',
          check: (value) => (String(value).trim() ? ok(value) : answerIsMissing('The mailbox', 'Identity')),
        },
        toField,
        ...textFields,
      ],
    },
  ],
  compile(_, answers) {
    const mailbox = textOf(answers, 'mailbox').trim()
    const title = `Send a message from the mailbox of ${mailbox}`
    const send = command('Send-MailboxMessage', {
      Identity: mailbox,
      To: listOf(answers, 'to'),
      Subject: textOf(answers, 'subject'),
      Body: textOf(answers, 'body'),
    })
    return { title, steps: [{ title, command: send }] }
  },
  next: follow,
}
