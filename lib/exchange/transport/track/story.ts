import type { TrackingEvent } from '../message-tracking'
import { reasonIn } from './reason'

/** What an event means for the message: on its way, waiting, lost, or nothing that matters. */
export type EventState = 'ok' | 'pending' | 'error' | 'neutral'

export interface ToldEvent {
  readonly state: EventState
  /** For people: one sentence or two. */
  readonly sentence: string
  /** The enhanced status code that is told (RFC 3463), to be explained; null where there is none. */
  readonly code: string | null
}

type Tell = (event: TrackingEvent) => readonly [EventState, string]

/** Three names, and how many others. */
function those(list: readonly string[]): string {
  if (list.length === 0) return 'nobody'
  const shown = list.slice(0, 3).join(', ')
  return list.length > 3 ? `${shown} and ${(list.length - 3).toLocaleString('en-US')} others` : shown
}

const to = ({ details }: TrackingEvent) => those(details.recipients)
const related = ({ details }: TrackingEvent) => details.relatedRecipient || 'another recipient'
const because = (event: TrackingEvent) => reasonIn(event)?.text ?? event.details.sourceContext
const context = ({ details }: TrackingEvent) => details.sourceContext
const client = ({ details }: TrackingEvent) =>
  [details.clientHostname, details.clientIp && `(${details.clientIp})`].filter(Boolean).join(' ') ||
  'a client'
const through = ({ details }: TrackingEvent) =>
  details.connectorId ? ` through the connector ${details.connectorId}` : ''
const next = ({ details }: TrackingEvent) =>
  [details.serverHostname, details.serverIp && `(${details.serverIp})`].filter(Boolean).join(' ')

/** A sentence with its reason after it, where the log has one. */
const why = (sentence: string, reason: string) =>
  reason ? `${sentence}: ${reason.replace(/\.?$/, '.')}` : `${sentence}.`

/** What each event of a source says; an event's own name stands for all sources that are not named. */
const sentences: Readonly<Record<string, Tell>> = {
  'RECEIVE SMTP': (event) => [
    'ok',
    `${event.server} took the message from ${client(event)} over SMTP${through(event)}.`,
  ],
  'RECEIVE STOREDRIVER': (event) => [
    'ok',
    `The store driver fetched the message from the Outbox of ${event.details.sender || 'a mailbox'}.`,
  ],
  'RECEIVE PICKUP': (event) => ['ok', `${event.server} found the message in its Pickup directory.`],
  'RECEIVE REPLAY': (event) => ['ok', `${event.server} found the message in its Replay directory.`],
  'RECEIVE AGENT': (event) => ['ok', why('A transport agent made the message', context(event))],
  RECEIVE: (event) => ['ok', `${event.server} took the message in for ${to(event)}.`],
  'SUBMIT STOREDRIVER': (event) => [
    'ok',
    `The mailbox of ${event.details.sender || 'the sender'} handed the message to the transport.`,
  ],
  SUBMIT: () => ['ok', 'The message was handed to the transport.'],
  SUBMITDEFER: (event) => [
    'pending',
    why('Handing the message to the transport has to wait', because(event)),
  ],
  SUBMITFAIL: (event) => ['error', why('The message could not be handed to the transport', because(event))],
  NOTIFYMAPI: (event) => ['ok', `The store told ${event.server} that a message waits in an Outbox.`],
  RESOLVE: (event) => ['ok', `The address ${related(event)} belongs to ${to(event)}.`],
  EXPAND: (event) => [
    'ok',
    `${event.server} expanded the group ${related(event)} to ${event.details.recipients.length.toLocaleString('en-US')} recipients: ${to(event)}.`,
  ],
  DUPLICATEEXPAND: (event) => [
    'neutral',
    `${to(event)} is a recipient already and gets the message once, not again through ${related(event)}.`,
  ],
  DUPLICATEREDIRECT: (event) => ['neutral', `${to(event)} gets the message already.`],
  'REDIRECT AGENT': (event) => [
    'ok',
    `A transport rule sends the message to ${to(event)} in the place of ${related(event)}.`,
  ],
  'REDIRECT MAILBOXRULE': (event) => [
    'ok',
    `A rule of the mailbox ${related(event)} sends the message to ${to(event)}.`,
  ],
  REDIRECT: (event) => ['ok', `${related(event)} forwards the message to ${to(event)}.`],
  TRANSFER: (event) => ['ok', `A copy of its own goes on to ${to(event)}: the ways part here.`],
  'DEFER ROUTING': (event) => ['pending', why(`No way to ${to(event)} is known yet`, because(event))],
  'DEFER STOREDRIVER': (event) => [
    'pending',
    why(`The mailbox of ${to(event)} did not take the message yet`, because(event)),
  ],
  'DEFER SMTP': (event) => [
    'pending',
    why(`The next server did not take the message for ${to(event)} yet`, because(event)),
  ],
  DEFER: (event) => ['pending', why(`Delivery to ${to(event)} has to wait`, because(event))],
  'SEND SMTP': (event) => [
    'ok',
    `${next(event) || 'The next server'} took the message for ${to(event)}${through(event)}.`,
  ],
  'SEND GATEWAY': (event) => [
    'ok',
    `The message for ${to(event)} lies as a file in the Drop directory of the connector ${event.details.connectorId}.`,
  ],
  SEND: (event) => ['ok', `The message was handed on for ${to(event)}${through(event)}.`],
  'DELIVER STOREDRIVER': (event) => ['ok', `The message is in the mailbox of ${to(event)}.`],
  DELIVER: (event) => ['ok', `The message was delivered to ${to(event)}.`],
  DUPLICATEDELIVER: (event) => ['neutral', `The mailbox of ${to(event)} has this message already.`],
  'FAIL ADMIN': (event) => ['error', `An administrator removed the message for ${to(event)} from its queue.`],
  'FAIL QUEUE': (event) => [
    'error',
    why(`The message was given up for ${to(event)} after waiting`, because(event)),
  ],
  'FAIL SMTP': (event) => [
    'error',
    why(`The next server refused the message for ${to(event)}`, because(event)),
  ],
  'FAIL STOREDRIVER': (event) => [
    'error',
    why(`The mailbox of ${to(event)} refused the message`, because(event)),
  ],
  'FAIL ROUTING': (event) => ['error', why(`There is no way to ${to(event)}`, because(event))],
  FAIL: (event) => ['error', why(`The message does not reach ${to(event)}`, because(event))],
  DROP: (event) => ['error', why(`The message was deleted for ${to(event)}, nobody is told`, because(event))],
  'DROP ROUTING': (event) => [
    'neutral',
    why(`The remote domain of ${to(event)} takes no such mail, nobody is told`, because(event)),
  ],
  DSN: (event) => ['neutral', `${event.server} wrote this report for ${to(event)}.`],
  BADMAIL: (event) => [
    'error',
    why(`The message reaches nobody and cannot go back: ${to(event)}`, because(event)),
  ],
  'POISONMESSAGE POISONMESSAGE': () => [
    'error',
    'The transport stopped over this message again and again, so it stands in the poison message queue. Resume or remove it there.',
  ],
  POISONMESSAGE: () => [
    'error',
    'The message stands in the poison message queue. Resume or remove it there.',
  ],
  AGENTINFO: (event) => ['neutral', why('A transport agent looked at the message', rulesOf(event))],
  RESUBMIT: (event) => ['pending', `The message for ${to(event)} was sent through the categorizer again.`],
  LOAD: () => ['neutral', 'The message was read from the queue database when the service started.'],
  HARECEIVE: (event) => ['neutral', `${event.server} keeps a shadow copy of the message.`],
  HAREDIRECT: (event) => ['neutral', `A shadow copy went to ${next(event) || 'another server'}.`],
  HAREDIRECTFAIL: (event) => ['pending', why('No other server keeps a shadow copy', because(event))],
  HADISCARD: () => ['neutral', 'The shadow copy was thrown away: the message has arrived at its next stop.'],
  PROCESS: () => ['neutral', 'The message was processed.'],
  THROTTLE: (event) => ['pending', why('The message was slowed down', because(event))],
}

function rulesOf(event: TrackingEvent): string {
  const data = Object.entries(event.details.customData).map(([name, value]) => `${name} ${value}`)
  return [context(event), ...data].filter(Boolean).join(', ')
}

/** An event of the tracking log in words. Events that are not known are told by their names. */
export function tellEvent(event: TrackingEvent): ToldEvent {
  const key = [`${event.eventId} ${event.source}`, event.eventId].find((one) => Object.hasOwn(sentences, one))
  const tell = key === undefined ? undefined : sentences[key]
  const [state, sentence] = tell?.(event) ?? ['neutral', `${event.eventId} by ${event.source}.`]
  return { state, sentence, code: reasonIn(event)?.code ?? null }
}

/** The names of all events that can be told, for those who choose one. */
export const knownEvents: readonly string[] = [
  ...new Set(Object.keys(sentences).map((key) => key.split(' ')[0] ?? key)),
].toSorted()

/** The parts of the transport that write events. */
export const knownSources: readonly string[] = [
  'ADMIN',
  'AGENT',
  'DNS',
  'DSN',
  'MAILBOXRULE',
  'PICKUP',
  'POISONMESSAGE',
  'QUEUE',
  'REDUNDANCY',
  'ROUTING',
  'SMTP',
  'STOREDRIVER',
]
