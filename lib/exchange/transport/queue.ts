import type { Stored } from '../store'
import type { ExchangeServer } from '../topology/exchange-server'
import type { QueueKind } from './mail'
import type { Comparison } from './queue-filter'

export type QueueStatus = 'Active' | 'Connecting' | 'Ready' | 'Retry' | 'Suspended'
export type MessageStatus =
  | 'Active'
  | 'Locked'
  | 'PendingRemove'
  | 'PendingSuspend'
  | 'Ready'
  | 'Retry'
  | 'Suspended'

/** A queue of one server as Get-Queue shows it. */
export interface Queue {
  /** Null for the Submission queue of a server that never took a message. */
  readonly id: bigint | null
  readonly server: string
  readonly kind: QueueKind
  /** What stands after the server in its identity: `Submission`, `Unreachable`, `Poison`, `Shadow\3`, or a number. */
  readonly key: string
  readonly deliveryType: string
  readonly nextHopDomain: string
  readonly nextHopCategory: 'Internal' | 'External'
  /** The send connector's name; empty where none is used. */
  readonly connector: string
  readonly status: QueueStatus
  readonly messageCount: number
  readonly deferredMessageCount: number
  readonly lockedMessageCount: number
  readonly lastError: string | null
  readonly lastRetryTime: Date | null
  readonly nextRetryTime: Date | null
  /** Messages a second, over the last minute. */
  readonly incomingRate: number
  readonly outgoingRate: number
}

/** A queue without its figures, which cost more the more it holds. */
export type QueuePlace = Pick<
  Queue,
  'id' | 'server' | 'kind' | 'key' | 'nextHopDomain' | 'status' | 'lastError'
>

/** A message in a queue as Get-Message shows it. */
export interface QueuedMessage {
  readonly server: string
  readonly queue: string
  readonly key: string
  readonly fromAddress: string
  readonly status: MessageStatus
  readonly subject: string
  readonly internetMessageId: string
  /** InternalMessageId of the tracking log. */
  readonly internalMessageId: bigint
  readonly size: number
  readonly sourceIP: string | null
  readonly messageSourceName: string
  readonly scl: number
  readonly directionality: string
  readonly dateReceived: Date
  readonly expirationTime: Date
  readonly lastError: string | null
  readonly retryCount: number
  readonly recipients: readonly string[]
}

/** What messages of queues are asked for. Parts that are absent match all. */
export interface MessagesWanted {
  readonly key?: string | undefined
  /** Those that come after this one, a key. */
  readonly after?: string | undefined
  /** What the store may leave out early; whoever asks compares again. */
  readonly where?: readonly Comparison[] | undefined
}

/** What the queues of a transport server can be asked and told. The cmdlets know nothing else of them. */
export interface Queues {
  list(server: Stored<ExchangeServer>): Promise<readonly Queue[]>
  /** The same queues, and those of poison even while it is empty; a status is never Active. */
  places(server: Stored<ExchangeServer>): Promise<readonly QueuePlace[]>
  /** The oldest first; read page by page, as they are taken. */
  messages(queues: readonly QueuePlace[], wanted?: MessagesWanted): AsyncIterable<QueuedMessage>
  /** The bytes of a message with its envelope, or null when it is gone. */
  export(message: QueuedMessage): Promise<Uint8Array | null>
  suspend(queue: Queue): Promise<void>
  resume(queue: Queue): Promise<void>
  /** Lets the next attempt be now. */
  retry(queue: Queue): Promise<void>
  /** Puts what waits in a queue into the Submission queue of a server; what is suspended or in hand stays. */
  resubmit(queue: Queue, server: string): Promise<void>
  suspendMessages(messages: readonly QueuedMessage[]): Promise<void>
  resumeMessages(messages: readonly QueuedMessage[]): Promise<void>
  /** What a transport process has in hand is removed when it is put back. */
  removeMessages(messages: readonly QueuedMessage[], withNdr: boolean): Promise<void>
}

/** Queues that can be suspended: all but the poison queue and the shadow queues. */
export function canBeSuspended({ kind }: Pick<Queue, 'kind'>): boolean {
  return kind !== 'Poison' && kind !== 'Shadow'
}

/** What can be submitted anew: delivery queues that wait for a retry, and the Unreachable queue. */
export function canBeResubmitted({ kind, status }: Pick<Queue, 'kind' | 'status'>): boolean {
  return kind === 'Unreachable' || (kind === 'Delivery' && status === 'Retry')
}

export function showQueue(queue: Queue, guid: string): Readonly<Record<string, unknown>> {
  const { server, key, incomingRate, outgoingRate } = queue
  return {
    Identity: `${server}\\${key}`,
    DeliveryType: queue.deliveryType,
    Status: queue.status,
    MessageCount: queue.messageCount,
    Velocity: Math.round((outgoingRate - incomingRate) * 100) / 100,
    RiskLevel: 'Normal',
    OutboundIPPool: 0,
    NextHopDomain: queue.nextHopDomain,
    NextHopCategory: queue.nextHopCategory,
    NextHopConnector: guid,
    DeferredMessageCount: queue.deferredMessageCount,
    LockedMessageCount: queue.lockedMessageCount,
    IncomingRate: incomingRate,
    OutgoingRate: outgoingRate,
    LastError: queue.lastError,
    LastRetryTime: queue.lastRetryTime?.toISOString() ?? null,
    NextRetryTime: queue.nextRetryTime?.toISOString() ?? null,
  }
}

export function showMessage(message: QueuedMessage): Readonly<Record<string, unknown>> {
  const queue = `${message.server}\\${message.queue}`
  return {
    Identity: `${queue}\\${message.key}`,
    FromAddress: message.fromAddress,
    Status: message.status,
    Queue: queue,
    Subject: message.subject,
    InternetMessageId: message.internetMessageId,
    Size: message.size,
    SourceIP: message.sourceIP,
    MessageSourceName: message.messageSourceName,
    SCL: message.scl,
    Directionality: message.directionality,
    DateReceived: message.dateReceived.toISOString(),
    ExpirationTime: message.expirationTime.toISOString(),
    LastError: message.lastError,
    RetryCount: message.retryCount,
    Recipients: message.recipients,
  }
}
