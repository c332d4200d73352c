import { absent, type Command, command } from '@/lib/shell'
import type { Wizard } from '../wizard'
import { backToFlow, counted, type QueueFacts } from './queue-facts'

/** A wizard of one page for one command on a queue. */
function onQueue(
  id: string,
  words: { readonly title: string; readonly finish: string; readonly lead: (facts: QueueFacts) => string },
  commandFor: (facts: QueueFacts) => Command,
): Wizard<QueueFacts> {
  return {
    id,
    title: words.title,
    finish: words.finish,
    pages: [{ id: 'queue', title: words.title, lead: words.lead, fields: [] }],
    compile: (facts) => {
      const title = `${words.title}: ${facts.nextHop}`
      return { title, steps: [{ title, command: commandFor(facts) }] }
    },
    next: backToFlow,
  }
}

/** Submission is a queue by itself; the others are named by where their messages go. */
const queueOf = (nextHop: string) =>
  nextHop === 'Submission' ? 'the Submission queue' : `the queue for ${nextHop}`

const unasked = { Confirm: absent }

export const retryQueue = onQueue(
  'retry-queue',
  {
    title: 'Retry the queue now',
    finish: 'Retry now',
    lead: ({ nextHop, messages, lastError }) =>
      `${counted(messages)} for ${nextHop} ${messages === 1 ? 'waits' : 'wait'} for the next attempt.${lastError ? ` The last one ended with: ${lastError}` : ''} The attempt is made at once. When it fails too, the wait begins anew.`,
  },
  ({ identity }) => command('Retry-Queue', { Identity: identity }),
)

export const resubmitQueue = onQueue(
  'resubmit-queue',
  {
    title: 'Submit the messages anew',
    finish: 'Submit them anew',
    lead: ({ nextHop, messages }) =>
      `${counted(messages)} for ${nextHop} ${messages === 1 ? 'goes' : 'go'} back to the Submission queue, where the way is decided again: useful after the connectors were changed. Suspended messages stay.`,
  },
  ({ identity }) => command('Retry-Queue', { Identity: identity, Resubmit: true }),
)

export const suspendQueue = onQueue(
  'suspend-queue',
  {
    title: 'Suspend the queue',
    finish: 'Suspend it',
    lead: ({ nextHop, messages }) =>
      `${messages === 0 ? `What comes into ${queueOf(nextHop)}` : `What is in ${queueOf(nextHop)} now (${counted(messages)}), and what comes after it,`} stays there until the queue is resumed. Messages still expire.`,
  },
  ({ identity }) => command('Suspend-Queue', { Identity: identity, ...unasked }),
)

export const resumeQueue = onQueue(
  'resume-queue',
  {
    title: 'Resume the queue',
    finish: 'Resume it',
    lead: ({ nextHop, messages }) =>
      messages === 0
        ? `What comes into ${queueOf(nextHop)} goes on.`
        : `What is in ${queueOf(nextHop)} goes on: ${counted(messages)}.`,
  },
  ({ identity }) => command('Resume-Queue', { Identity: identity, ...unasked }),
)
