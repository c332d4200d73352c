import type { NeighborNow } from '@/lib/network'
import { command, ok, refuse } from '@/lib/shell'
import { textOf } from '../text'
import type { Wizard } from '../wizard'

function recipients(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

function checkRecipients(value: string | boolean) {
  const given = recipients(String(value))
  const wrong = given.find((address) => !/^[^\s@<>"]+@[^\s@<>"]+$/.test(address))
  return given.length > 0 && wrong === undefined
    ? ok(value)
    : refuse('InvalidData', 'AddressInvalid', wrong ? `"${wrong}" is no address.` : 'Nobody is to get it.', {
        target: 'To',
        recommendedAction: 'Type an address such as FrankM@contoso.com, and separate several by commas.',
      })
}

/** A neighbor, and somebody of the site to write to where anybody has a mailbox. */
export interface WritingNeighbor extends NeighborNow {
  readonly recipient?: string
}

/** A message from outside, over the wire. */
export const writeMessage: Wizard<WritingNeighbor> = {
  id: 'neighbor-message',
  title: 'Send a message to the site',
  finish: 'Send it',
  speaks: true,
  pages: [
    {
      id: 'message',
      title: 'From outside',
      lead: ({ known }) =>
        `${known.organization} looks up the MX record of the recipient’s domain, and speaks SMTP with what it finds there.`,
      fields: [
        {
          kind: 'text',
          name: 'from',
          label: 'From',
          parameter: 'From',
          hint: ({ known }) => `The part before @${known.domain}.`,
          suggest: ({ known }) => known.mailboxes?.[0] ?? 'info',
        },
        {
          kind: 'text',
          name: 'to',
          label: 'To',
          parameter: 'To',
          hint: 'Somebody at this site. Separate several addresses by commas.',
          suggest: ({ recipient = '' }) => recipient,
          check: checkRecipients,
        },
        {
          kind: 'text',
          name: 'subject',
          label: 'Subject',
          parameter: 'Subject',
          suggest: () => 'A test message',
        },
        { kind: 'area', name: 'body', label: 'Text', parameter: 'Body', suggest: () => 'Hello.' },
      ],
    },
  ],
  compile({ known }, answers) {
    const title = `Let ${known.organization} write to the site`
    const send = command('Send-NeighborMessage', {
      Identity: known.domain,
      To: [...recipients(textOf(answers, 'to'))],
      From: textOf(answers, 'from').trim() || undefined,
      Subject: textOf(answers, 'subject').trim() || undefined,
      Body: textOf(answers, 'body') || undefined,
    })
    return { title, steps: [{ title, command: send }] }
  },
  next: () => [
    { label: 'Follow it in message tracking', href: '/email/tracking' },
    { label: 'See the queues', href: '/email/mail-flow' },
  ],
}
