import type { TrackingEvent } from '../message-tracking'

/** What has become of a message for one recipient, in the words of Get-MessageTrackingReport -Status. */
export type DeliveryStatus = 'Delivered' | 'Pending' | 'Transferred' | 'Unsuccessful'

export interface RecipientReport {
  readonly address: string
  readonly status: DeliveryStatus
  /** The last event that decided it. */
  readonly last: TrackingEvent
}

/** What an event decides; the others leave a recipient on its way. */
const decides: ReadonlyMap<string, DeliveryStatus> = new Map(
  Object.entries({
    DELIVER: 'Delivered',
    DUPLICATEDELIVER: 'Delivered',
    SEND: 'Transferred',
    FAIL: 'Unsuccessful',
    DROP: 'Unsuccessful',
    BADMAIL: 'Unsuccessful',
    DEFER: 'Pending',
    RESUBMIT: 'Pending',
    POISONMESSAGE: 'Pending',
    RECEIVE: 'Pending',
    DSN: 'Pending',
  } as const),
)

/** In the place of these recipients others get the message: groups, forwards, former addresses. */
const replaces: ReadonlySet<string> = new Set(['EXPAND', 'REDIRECT', 'RESOLVE'])

/**
 * What has become of a message, recipient by recipient, in the order in which they appear. Groups and forwards are
 * told by those who get the message in their place.
 * @param events of one message, in the order of time
 */
export function recipientReports(events: readonly TrackingEvent[]): readonly RecipientReport[] {
  const reports = new Map<string, RecipientReport>()
  for (const event of events) for (const one of toldBy(event)) note(reports, one, event)
  return [...reports.values()]
}

function toldBy({ eventId, details }: TrackingEvent): readonly string[] {
  return replaces.has(eventId) || decides.has(eventId) ? details.recipients : []
}

function note(reports: Map<string, RecipientReport>, address: string, event: TrackingEvent): void {
  const key = address.toLowerCase()
  const former = event.details.relatedRecipient.toLowerCase()
  if (replaces.has(event.eventId) && former !== key) reports.delete(former)
  const known = reports.get(key)
  // A server that hands on to the next tells RECEIVE there: what was delivered stays so.
  if (event.eventId === 'RECEIVE' && known && known.status !== 'Transferred') return
  reports.set(key, { address, status: decides.get(event.eventId) ?? 'Pending', last: event })
}
