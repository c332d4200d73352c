import { absent, type Command, command } from '@/lib/shell'
import { textOf } from '../text'
import type { Field, Wizard } from '../wizard'
import { backToFlow, counted, type MessageFacts, type QueueFacts } from './queue-facts'

const named = ({ subject, from }: MessageFacts) => `“${subject || '(no subject)'}” from ${from}`

function onMessage(
  id: string,
  words: { readonly title: string; readonly finish: string; readonly lead: (facts: MessageFacts) => string },
  commandFor: (facts: MessageFacts) => Command,
): Wizard<MessageFacts> {
  return {
    id,
    title: words.title,
    finish: words.finish,
    pages: [{ id: 'message', title: words.title, lead: words.lead, fields: [] }],
    compile: (facts) => ({
      title: `${words.title} ${facts.identity}`,
      steps: [{ title: `${words.title}: ${named(facts)}`, command: commandFor(facts) }],
    }),
    next: backToFlow,
  }
}

export const suspendMessage = onMessage(
  'suspend-message',
  {
    title: 'Suspend the message',
    finish: 'Suspend it',
    lead: (facts) =>
      `${named(facts)} stays in the queue for ${facts.nextHop} until it is resumed. ${facts.inHand ? 'It is being delivered now: when that succeeds, it is gone.' : 'Other messages go on. It still expires.'}`,
  },
  ({ identity }) => command('Suspend-Message', { Identity: identity, Confirm: absent }),
)

export const resumeMessage = onMessage(
  'resume-message',
  {
    title: 'Resume the message',
    finish: 'Resume it',
    lead: (facts) => `${named(facts)} goes on.`,
  },
  ({ identity }) => command('Resume-Message', { Identity: identity }),
)

/** Whether the senders are told; the report is what Exchange sends when nothing is said. */
function reportField<F>(): Field<F> {
  return {
    kind: 'choice',
    name: 'report',
    label: 'What the sender learns',
    parameter: 'WithNDR',
    suggest: () => 'with',
    options: () => [
      {
        value: 'with',
        label: 'Send a non-delivery report',
        note: 'The sender reads that the message did not arrive, and can send it again.',
      },
      {
        value: 'without',
        label: 'Say nothing',
        note: 'For spam, and for what was forged: a report would go to somebody who never wrote.',
      },
    ],
  }
}

export const removeMessage: Wizard<MessageFacts> = {
  id: 'remove-message',
  title: 'Remove the message',
  finish: 'Remove it',
  pages: [
    {
      id: 'message',
      title: 'Remove the message',
      lead: (facts) =>
        `${named(facts)} is deleted from the queue for ${facts.nextHop} and never reaches ${facts.recipients.slice(0, 3).join(', ')}${facts.recipients.length > 3 ? ` and ${facts.recipients.length - 3} others` : ''}. Nothing brings it back. To look into it first, suspend it. ${facts.inHand ? 'It is being delivered now: when that succeeds, it has arrived.' : ''}`,
      fields: [reportField()],
    },
  ],
  compile: (facts, answers) => ({
    title: `Remove the message ${facts.identity}`,
    steps: [
      {
        title: `Remove the message: ${named(facts)}`,
        command: command('Remove-Message', {
          Identity: facts.identity,
          WithNDR: textOf(answers, 'report') !== 'without',
          Confirm: absent,
        }),
      },
    ],
  }),
  next: backToFlow,
}

export const removeMessages: Wizard<QueueFacts> = {
  id: 'remove-messages',
  title: 'Remove the messages of the queue',
  finish: 'Remove them',
  pages: [
    {
      id: 'messages',
      title: 'Remove the messages of the queue',
      lead: ({ nextHop, messages }) =>
        `${counted(messages)} for ${nextHop}, and what comes until then, will be deleted. Nothing brings them back. To keep them, suspend the queue instead.`,
      fields: [reportField()],
    },
  ],
  compile: ({ identity, server, nextHop }, answers) => ({
    title: `Remove the messages for ${nextHop}`,
    steps: [
      {
        title: `Remove all messages of ${identity}`,
        command: command('Remove-Message', {
          Server: server,
          Filter: `Queue -eq '${identity}'`,
          WithNDR: textOf(answers, 'report') !== 'without',
          Confirm: absent,
        }),
      },
    ],
  }),
  next: backToFlow,
}
