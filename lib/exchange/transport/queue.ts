import type { Stored } from '../store'
import type { ExchangeServer } from '../topology/exchange-server'

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
  readonly server: string
  /** What stands after the server in its identity: `Submission`, `Unreachable`, `Poison`, or a number. */
  readonly key: string
  readonly deliveryType: string
  readonly nextHopDomain: string
  readonly nextHopCategory: 'Internal' | 'External'
  readonly status: QueueStatus
  readonly messageCount: number
  readonly deferredMessageCount: number
  readonly lastError: string | null
  readonly lastRetryTime: Date | null
  readonly nextRetryTime: Date | null
  /** Messages a second, over the last minute. */
  readonly incomingRate: number
  readonly outgoingRate: number
}

/** A message in a queue as Get-Message shows it. */
export interface QueuedMessage {
  readonly server: string
  readonly queue: string
  readonly key: string
  readonly fromAddress: string
  readonly status: MessageStatus
  readonly subject: string
  readonly internetMessageId: string
  readonly size: number
  readonly sourceIP: string | null
  readonly messageSourceName: string
  readonly scl: number
  readonly dateReceived: Date
  readonly expirationTime: Date
  readonly lastError: string | null
  readonly retryCount: number
  readonly recipients: readonly string[]
}

/** What the queues of a transport server can be asked. The cmdlets know nothing else of them. */
export interface Queues {
  list(server: Stored<ExchangeServer>): Promise<readonly Queue[]>
  messages(server: Stored<ExchangeServer>): Promise<readonly QueuedMessage[]>
  suspend(queue: Queue): Promise<void>
  resume(queue: Queue): Promise<void>
}

/** Queues that can be suspended: all but the poison queue and the shadow queues. */
export function canBeSuspended({ key }: Queue): boolean {
  return key !== 'Poison' && !key.startsWith('Shadow\\')
}

export function showQueue(queue: Queue, guid: string): Readonly<Record<string, unknown>> {
  const { server, key, incomingRate, outgoingRate } = queue
  return {
    Identity: `${server}\\${key}`,
    DeliveryType: queue.deliveryType,
    Status: queue.status,
    MessageCount: queue.messageCount,
    Velocity: outgoingRate - incomingRate,
    RiskLevel: 'Normal',
    OutboundIPPool: 0,
    NextHopDomain: queue.nextHopDomain,
    NextHopCategory: queue.nextHopCategory,
    NextHopConnector: guid,
    DeferredMessageCount: queue.deferredMessageCount,
    LockedMessageCount: 0,
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
    DateReceived: message.dateReceived.toISOString(),
    ExpirationTime: message.expirationTime.toISOString(),
    LastError: message.lastError,
    RetryCount: message.retryCount,
    Recipients: message.recipients,
  }
}
