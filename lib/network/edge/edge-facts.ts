import type {
  DeliveryAgentConnector,
  EdgeSubscription,
  ExchangeServer,
  ForeignConnector,
  MailboxDatabase,
  Queue,
  ReceiveConnector,
  SendConnector,
  Stored,
} from '@/lib/exchange'
import type { World } from '../world'

/** What is asked of the site to draw the edge of the organization. */
export interface EdgeFacts {
  readonly world: World
  /** Those that mail goes through. */
  readonly servers: readonly Stored<ExchangeServer>[]
  readonly receive: readonly Stored<ReceiveConnector>[]
  readonly send: readonly Stored<SendConnector>[]
  readonly foreign: readonly Stored<ForeignConnector>[]
  readonly agents: readonly Stored<DeliveryAgentConnector>[]
  /** The subscribed Edge Transport servers. */
  readonly edges: readonly Stored<EdgeSubscription>[]
  readonly databases: readonly Stored<MailboxDatabase>[]
  readonly queues: readonly Pick<Queue, 'nextHopDomain' | 'connector' | 'messageCount'>[]
}

export type EdgeState = 'ok' | 'warning' | 'error' | 'neutral'

/** A place on the map. */
export interface EdgeNode {
  /** `server:EXCH01` */
  readonly id: string
  readonly kind:
    | 'Neighbor'
    | 'Provider'
    | 'Router'
    | 'Receive connector'
    | 'Send connector'
    | 'Foreign connector'
    | 'Delivery Agent connector'
    | 'Server'
    | 'Database'
  readonly title: string
  /** What there is to know of it, the most important first. */
  readonly facts: readonly string[]
  readonly state: EdgeState
  /** The page that it is changed on. */
  readonly href: string
}

/** A way that mail takes from one place to the next. */
export interface EdgeLine {
  readonly from: string
  readonly to: string
  readonly state: EdgeState
  /** A sentence: what goes there, or why nothing does. */
  readonly says: string
  /** The page that mends it; null where nothing is to be mended. */
  readonly mend: { readonly label: string; readonly href: string } | null
}

export interface EdgeMap {
  readonly nodes: readonly EdgeNode[]
  readonly lines: readonly EdgeLine[]
}

export const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** A way that is open. */
export function open(from: string, to: string, says: string): EdgeLine {
  return { from, to, state: 'ok', says, mend: null }
}

/** A way that is broken, with the page that mends it. */
export function broken(from: string, to: string, says: string, label: string, href: string): EdgeLine {
  return { from, to, state: 'error', says, mend: { label, href } }
}

/** The first of these services that is stopped on a computer; null when none is, or nobody described the computer. */
export function stoppedService({ world }: EdgeFacts, computer: string, services: readonly string[]) {
  const known = world.servers.find(({ name }) => sameName(name, computer))?.properties.services ?? {}
  const name = services.find((one) => known[one]?.state === 'Stopped')
  return name === undefined ? null : { name, title: known[name]?.displayName ?? name }
}

/** A way that a stopped service breaks. */
export function brokenByService(
  [from, to]: readonly [string, string],
  computer: string,
  { name, title }: { readonly name: string; readonly title: string },
): EdgeLine {
  const href = `/do/start-service?for=${encodeURIComponent(`${computer}:${name}`)}&back=/email/mail-flow/map`
  return broken(from, to, `${title} is stopped on ${computer}.`, 'Start the service', href)
}

/** How many messages wait for a domain, a database or a connector, in words. */
export function waitingFor({ queues }: EdgeFacts, part: 'nextHopDomain' | 'connector', name: string): string {
  const messages = queues
    .filter((queue) => sameName(queue[part], name))
    .reduce((sum, { messageCount }) => sum + messageCount, 0)
  return messages === 0 ? nothingWaits : `${messages.toLocaleString('en-US')} waiting`
}

export const nothingWaits = 'Nothing waits'
