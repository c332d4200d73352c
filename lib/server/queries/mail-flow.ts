import { server as computer } from '@/lib/essentials'
import {
  canBeResubmitted,
  canBeSuspended,
  everyEvent,
  type FlowEvent,
  type FlowMessage,
  type FlowQueue,
  type FlowSelection,
  type MailFlow,
  type Queue,
  type QueuedMessage,
  type Site,
  tellEvent,
  transportServers,
} from '@/lib/exchange'
import { db } from '../db'
import { pressureLevels } from '../transport/intake/pressure-levels'
import { readTracking } from '../transport/logs/tracking-store'
import { onPrisma } from '../transport/on-prisma'

const messagesShown = 100
const recipientsShown = 20
const eventsShown = 200

/** All queues of the site, and what of them is looked at. */
export async function mailFlow(site: Site, selection: FlowSelection): Promise<MailFlow> {
  const servers = await transportServers(site)
  const names = servers.map(({ name }) => name)
  const [lists, computers, levels] = await Promise.all([
    Promise.all(servers.map((one) => site.mail.queues.list(one))),
    site.store.list(computer),
    pressureLevels(onPrisma(db), names),
  ])
  const isStopped = (name: string) =>
    computers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties.services
      .MSExchangeTransport?.state === 'Stopped'
  const queues = lists.flat()
  const selected = queues.find((queue) => identityOf(queue) === selection.queue)
  const looked = selected ? await lookInto(site, selected, selection) : nothing
  return {
    now: site.clock.now().toISOString(),
    stopped: names.filter(isStopped),
    pressure: [...levels].flatMap(([server, level]) => (level === 'Normal' ? [] : [{ server, level }])),
    queues: queues.map(flowQueue),
    ...looked,
  }
}

const nothing = { messages: [], next: null, message: null, story: [] } as const

async function lookInto(site: Site, queue: Queue, { message: key, after }: FlowSelection) {
  const { queues } = site.mail
  const found: QueuedMessage[] = []
  for await (const one of queues.messages([queue], { after: after ?? undefined })) {
    found.push(one)
    if (found.length > messagesShown) break
  }
  const page = found.slice(0, messagesShown)
  const message = key === null ? undefined : await selectedOf(site, queue, page, key)
  return {
    messages: page.map(flowMessage),
    next: found.length > messagesShown ? (page.at(-1)?.key ?? null) : null,
    message: message ? flowMessage(message) : null,
    story: message ? await storyOf(message) : [],
  }
}

async function selectedOf(site: Site, queue: Queue, page: readonly QueuedMessage[], key: string) {
  const shown = page.find((one) => one.key === key)
  if (shown) return shown
  for await (const one of site.mail.queues.messages([queue], { key })) return one
  return undefined
}

async function storyOf({ internetMessageId }: QueuedMessage): Promise<readonly FlowEvent[]> {
  const query = { ...everyEvent, messageId: internetMessageId }
  const events = await readTracking(db, query, { after: null, order: 'asc', size: eventsShown })
  return events.map((event) => {
    const { state, sentence, code } = tellEvent(event)
    return { id: event.id, at: event.at.toISOString(), event: event.eventId, state, sentence, code }
  })
}

const identityOf = ({ server, key }: Queue) => `${server}\\${key}`

function flowQueue(queue: Queue): FlowQueue {
  const { server, kind, deliveryType, connector, status, lastError, incomingRate, outgoingRate } = queue
  return {
    identity: identityOf(queue),
    server,
    kind,
    nextHop: queue.nextHopDomain,
    deliveryType,
    connector,
    status,
    messages: queue.messageCount,
    deferred: queue.deferredMessageCount,
    nextRetry: queue.nextRetryTime?.toISOString() ?? null,
    lastRetry: queue.lastRetryTime?.toISOString() ?? null,
    lastError,
    incomingRate,
    outgoingRate,
    canBeSuspended: canBeSuspended(queue),
    canBeResubmitted: canBeResubmitted(queue),
  }
}

function flowMessage(message: QueuedMessage): FlowMessage {
  const { server, queue, key, subject, status, size, recipients, lastError } = message
  return {
    identity: `${server}\\${queue}\\${key}`,
    key,
    subject,
    from: message.fromAddress,
    recipients: recipients.slice(0, recipientsShown),
    recipientCount: recipients.length,
    status,
    size,
    messageId: message.internetMessageId,
    source: message.messageSourceName,
    received: message.dateReceived.toISOString(),
    expires: message.expirationTime.toISOString(),
    retries: message.retryCount,
    lastError,
  }
}

/** The selection in an address; what is too long names nothing. */
export function flowSelection(word: (name: string) => string | undefined): FlowSelection {
  const named = (name: string) => {
    const value = word(name)
    return value && value.length <= 300 && !value.includes('\0') ? value : null
  }
  const key = (name: string) => (/^\d{1,19}$/.test(named(name) ?? '') ? named(name) : null)
  return { queue: named('queue'), message: key('message'), after: key('after') }
}
