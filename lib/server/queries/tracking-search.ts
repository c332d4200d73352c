import { everyEvent, type TrackingEvent, type TrackingQuery } from '@/lib/exchange'
import { firstOf, type Parameters } from '../address'
import { db } from '../db'
import { readTracking, type TrackingPlace } from '../transport/logs/tracking-store'

/** What the form of Message tracking asks, as its address holds it. */
export interface TrackingSearch {
  readonly query: TrackingQuery
  /** The last event of the page before, or the first of the page after. */
  readonly after: TrackingPlace | null
  readonly before: TrackingPlace | null
  /** The Message-ID whose story is told. */
  readonly message: string | null
}

function words(value: string | string[] | undefined): string | null {
  const text = firstOf(value)?.replaceAll('\0', '').trim().toWellFormed().slice(0, 1000)
  return text ? text : null
}

/** `2026-11-22T09:41` as a browser's field gives it, of the clock that the site shows: UTC. */
function moment(value: string | string[] | undefined): Date | null {
  const text = firstOf(value) ?? ''
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)
    ? Date.parse(`${text}Z`)
    : Number.NaN
  return Number.isNaN(time) ? null : new Date(time)
}

/** Null for anything that we did not write: the list then begins at its beginning. */
function placeIn(value: string | string[] | undefined): TrackingPlace | null {
  const [, at, id] = /^(\d{1,15})-(\d{1,18})$/.exec(firstOf(value) ?? '') ?? []
  return at && id ? { at: new Date(Number(at)), id } : null
}

export function writeTrackingPlace({ at, id }: TrackingPlace): string {
  return `${at.getTime()}-${id}`
}

export function readTrackingSearch(parameters: Parameters): TrackingSearch {
  const recipient = words(parameters.recipient)
  return {
    query: {
      ...everyEvent,
      server: words(parameters.server),
      start: moment(parameters.start),
      end: moment(parameters.end),
      sender: words(parameters.sender),
      recipients: recipient === null ? null : [recipient],
      eventId: words(parameters.event)?.toUpperCase() ?? null,
      source: words(parameters.source)?.toUpperCase() ?? null,
      messageId: words(parameters.id),
      messageSubject: words(parameters.subject),
    },
    after: placeIn(parameters.after),
    before: placeIn(parameters.before),
    message: words(parameters.message),
  }
}

export const trackingPageSize = 50

/** The events that a search finds, the newest first, by pages. */
export async function searchTracking({ query, after, before }: TrackingSearch): Promise<{
  readonly rows: readonly TrackingEvent[]
  readonly previous: string | null
  readonly next: string | null
}> {
  const found = await readTracking(db, query, {
    after: after ?? before,
    order: before && !after ? 'asc' : 'desc',
    size: trackingPageSize + 1,
  })
  const more = found.length > trackingPageSize
  const backwards = before !== null && after === null
  const page = found.slice(0, trackingPageSize)
  const rows = backwards ? page.toReversed() : page
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    rows,
    previous: first && (backwards ? more : after !== null) ? writeTrackingPlace(first) : null,
    next: last && (backwards || more) ? writeTrackingPlace(last) : null,
  }
}
