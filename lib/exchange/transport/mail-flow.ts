import type { MessageStatus, QueueStatus } from './queue'
import type { PressureLevel } from './queueing'
import type { EventState } from './track'

/** A queue as the page of the mail flow shows it; times are ISO 8601, on the site's clock. */
export interface FlowQueue {
  /** `EXCH01\435`. */
  readonly identity: string
  readonly server: string
  readonly kind: string
  readonly nextHop: string
  readonly deliveryType: string
  readonly connector: string
  readonly status: QueueStatus
  readonly messages: number
  readonly deferred: number
  readonly nextRetry: string | null
  readonly lastRetry: string | null
  readonly lastError: string | null
  readonly incomingRate: number
  readonly outgoingRate: number
  readonly canBeSuspended: boolean
  readonly canBeResubmitted: boolean
}

/** A message of a queue: its properties, never its body. */
export interface FlowMessage {
  /** `EXCH01\435\12`. */
  readonly identity: string
  readonly key: string
  readonly subject: string
  readonly from: string
  readonly recipients: readonly string[]
  readonly recipientCount: number
  readonly status: MessageStatus
  readonly size: number
  readonly messageId: string
  readonly source: string
  readonly received: string
  readonly expires: string
  readonly retries: number
  readonly lastError: string | null
}

/** One step of a message's way. */
export interface FlowEvent {
  readonly id: string
  readonly at: string
  readonly event: string
  readonly state: EventState
  readonly sentence: string
  readonly code: string | null
}

/** What the page shows now; it asks for it again and again. */
export interface MailFlow {
  /** The site's clock. */
  readonly now: string
  /** The transport servers whose Transport service does not run: their queues are as it left them. */
  readonly stopped: readonly string[]
  /** The transport servers that refuse mail since their queues are nearly full. */
  readonly pressure: readonly { readonly server: string; readonly level: Exclude<PressureLevel, 'Normal'> }[]
  readonly queues: readonly FlowQueue[]
  /** Of the queue that is looked at. */
  readonly messages: readonly FlowMessage[]
  /** After which message there are more; null at the end. */
  readonly next: string | null
  readonly message: FlowMessage | null
  readonly story: readonly FlowEvent[]
}

/** What of the mail flow is looked at. */
export interface FlowSelection {
  /** A queue's identity. */
  readonly queue: string | null
  /** A message's key in it. */
  readonly message: string | null
  /** The page of messages begins after this one. */
  readonly after: string | null
}

/** How far back the charts of the mail flow look. */
export const flowSpans = ['2h', '24h', '7d'] as const
export type FlowSpan = (typeof flowSpans)[number]

/** What one stretch of a span saw. */
export interface FlowStretch {
  /** ISO 8601, on the site's clock. */
  readonly from: string
  readonly received: number
  readonly delivered: number
  readonly sent: number
  readonly failed: number
}

/** How many messages; `name` is a server's. */
export interface FlowCount {
  readonly name: string
  readonly messages: number
}

/** What a connector took in or sent, stretch by stretch. */
export interface ConnectorFlow {
  readonly kind: 'Receive' | 'Send'
  /** Null: all connectors that are not among the most used, together. */
  readonly name: string | null
  /** Whether the site has a connector of this kind and name now: Foreign and removed ones cannot be looked at. */
  readonly exists: boolean
  readonly messages: number
  readonly stretches: readonly number[]
  /** Of a Send connector: which servers sent, the busiest first. */
  readonly sources: readonly FlowCount[]
  /** Of a Send connector: the servers that took it, smart hosts or mail exchangers, the busiest first. */
  readonly hosts: readonly FlowCount[]
}

/** The next hop of all queues to other servers of the organization: the log does not say by which site or group. */
export const otherServers = 'Other servers of the organization'

/** What came to a next hop's queues and left them, stretch by stretch, and what waited at the end of each. */
export interface QueueFlow {
  /** The next hop, `otherServers` among them; null: all that are not among the busiest, together. */
  readonly name: string | null
  readonly came: readonly number[]
  readonly left: readonly number[]
  readonly waiting: readonly number[]
}

/** The flow over time: of the site, of each connector and of each next hop. */
export interface FlowCharts {
  readonly span: FlowSpan
  readonly stretches: readonly FlowStretch[]
  readonly connectors: readonly ConnectorFlow[]
  readonly queues: readonly QueueFlow[]
}
