import type { TrackingEvent } from '../message-tracking'

/** How long a message was under way, as Get-MessageTrackingLog tells it. */
export interface MessageLatency {
  readonly ms: number
  /** EndToEnd: until a mailbox had it. LocalServer: until this server had handed it on. */
  readonly type: 'EndToEnd' | 'LocalServer'
}

/** Of DELIVER and SEND alone: their message-info is when the message came in. */
export function messageLatency({
  at,
  eventId,
  details: { messageInfo },
}: Pick<TrackingEvent, 'at' | 'eventId' | 'details'>): MessageLatency | null {
  if (eventId !== 'DELIVER' && eventId !== 'SEND') return null
  const since = /^\d{4}-\d\d-\d\dT/.test(messageInfo) ? Date.parse(messageInfo) : Number.NaN
  if (Number.isNaN(since)) return null
  return { ms: Math.max(0, at.getTime() - since), type: eventId === 'DELIVER' ? 'EndToEnd' : 'LocalServer' }
}

/** As .NET writes a TimeSpan: `2.04:00:00.1250000`. */
export function writeTimeSpan(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const days = Math.floor(ms / 86_400_000)
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}0000`
  const clock = [(ms / 3_600_000) % 24, (ms / 60_000) % 60, (ms / 1000) % 60].map(two).join(':')
  return `${days > 0 ? `${days}.` : ''}${clock}${fraction}`
}

/** Where a message spends its time. */
export type TransportPart = 'Submission' | 'Categorizer' | 'Waiting for the next attempt' | 'Delivery'

/** What of a story is no step of the message itself: shadow copies, and reading the queues at a start. */
const beside: ReadonlySet<string> = new Set([
  'HADISCARD',
  'HARECEIVE',
  'HAREDIRECT',
  'HAREDIRECTFAIL',
  'LOAD',
])
const submitting: ReadonlySet<string> = new Set(['NOTIFYMAPI', 'SUBMIT', 'RECEIVE'])
const delivering: ReadonlySet<string> = new Set(['DELIVER', 'DUPLICATEDELIVER', 'SEND', 'FAIL', 'DROP'])

/** The time before an event is that of what it ends; after a deferral all is waiting. */
function partBefore(event: TrackingEvent, previous: TrackingEvent): TransportPart {
  if (previous.eventId === 'DEFER') return 'Waiting for the next attempt'
  if (submitting.has(event.eventId)) return 'Submission'
  const isDelivery =
    delivering.has(event.eventId) || (event.eventId === 'DEFER' && event.source !== 'ROUTING')
  return isDelivery ? 'Delivery' : 'Categorizer'
}

/**
 * Where the time of a message went, from its first event to its last.
 * @param events of one message, in the order of time
 * @returns milliseconds; parts without any are left out
 */
export function timeInTransport(events: readonly TrackingEvent[]): {
  readonly ms: number
  readonly parts: readonly { readonly part: TransportPart; readonly ms: number }[]
} {
  const own = events.filter(({ eventId }) => !beside.has(eventId))
  const spent = new Map<TransportPart, number>()
  for (const [at, event] of own.entries()) {
    const previous = own[at - 1]
    const ms = previous ? event.at.getTime() - previous.at.getTime() : 0
    if (!previous || ms <= 0) continue
    const part = partBefore(event, previous)
    spent.set(part, (spent.get(part) ?? 0) + ms)
  }
  const parts = [...spent].map(([part, ms]) => ({ part, ms }))
  return { ms: parts.reduce((sum, { ms }) => sum + ms, 0), parts }
}
