import { command } from '@/lib/shell'
import { listOf } from '../connectors/list-field'
import { textOf } from '../text'
import type { Wizard } from '../wizard'
import { fromField, textFields, toField } from './message-fields'
import { follow, type SendTestFacts } from './send-facts'

/** As a printer or a program in the office: by SMTP, without signing in. */
export const smtpMessage: Wizard<SendTestFacts> = {
  id: 'smtp-message',
  title: 'Send a message by SMTP',
  finish: 'Send it',
  speaks: true,
  pages: [
    {
      id: 'message',
      title: 'From a computer in the office',
      lead: ({ server }) =>
        `As a printer or a program does, by SMTP to ${server}, without signing in. A Receive connector decides whether it may.`,
      fields: [fromField, toField, ...textFields],
    },
  ],
  compile({ server }, answers) {
    const title = `Send a message by SMTP to ${server}`
    const send = command('Send-MailMessage', {
      From: textOf(answers, 'from').trim(),
      To: listOf(answers, 'to'),
      Subject: textOf(answers, 'subject'),
      Body: textOf(answers, 'body'),
      SmtpServer: server,
    })
    return { title, steps: [{ title, command: send }] }
  },
  next: follow,
}
