import { everyEvent, type TrackingEvent } from '@/lib/exchange'
import { db } from '../db'
import { readTracking } from '../transport/logs/tracking-store'

/** One SMTP session of a message, with what was said in it. */
export interface ToldSession {
  readonly sessionId: string
  readonly kind: string
  readonly connector: string
  readonly remoteEndpoint: string
  readonly lines: readonly SaidLine[]
}

export interface SaidLine {
  /** ISO 8601, of the site's clock. */
  readonly at: string
  readonly event: string
  readonly data: string
  readonly context: string
}

/** A report about a message. */
export interface AboutIt {
  readonly messageId: string
  readonly subject: string
  readonly at: Date
}

/** The copies of a message in a queue. */
export interface WaitingCopy {
  readonly queue: string
  readonly nextRetryAt: Date | null
  /** What the last attempts ended with, each once. */
  readonly errors: readonly string[]
}

/** The whole way of one message. */
export interface MessageStory {
  readonly messageId: string
  readonly events: readonly TrackingEvent[]
  /** Events that came after the last one told are not shown. */
  readonly more: boolean
  /** Where its copies wait now. */
  readonly waiting: readonly WaitingCopy[]
  readonly sessions: readonly ToldSession[]
  /** The message that this one is a report about. */
  readonly about: string | null
  readonly reports: readonly AboutIt[]
}

const [mostEvents, mostSessions, mostReports] = [500, 20, 50]

/** @returns null where no server has heard of the message */
export async function findMessageStory(messageId: string): Promise<MessageStory | null> {
  const query = { ...everyEvent, messageId }
  const found = await readTracking(db, query, { after: null, order: 'asc', size: mostEvents + 1 })
  const events = found.slice(0, mostEvents)
  const [first] = events
  if (!first) return null
  const [waiting, sessions, reports] = await Promise.all([
    waitingOf(events),
    sessionsOf(events),
    reportsOf(first),
  ])
  const about = events.find(({ details }) => details.reference !== '')?.details.reference ?? null
  return {
    messageId: first.messageId,
    events,
    more: found.length > mostEvents,
    waiting,
    sessions,
    about,
    reports,
  }
}

function waitingOf(events: readonly TrackingEvent[]) {
  const ids = [...new Set(events.flatMap(({ internalMessageId }) => internalMessageId ?? []))]
  return db.$queryRaw<WaitingCopy[]>`
    select "nextHopDomain" as "queue", min("nextRetryAt") as "nextRetryAt",
      coalesce(array_agg(distinct coalesce("MailDelivery"."lastError", "MailQueue"."lastError"))
        filter (where coalesce("MailDelivery"."lastError", "MailQueue"."lastError") is not null), '{}') as "errors"
    from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"
    where "itemId" = any(${ids}::bigint[]) and "kind" <> 'Shadow'
    group by 1 order by 1 limit 20`
}

/** The source context of an event over SMTP begins with the session's number. */
async function sessionsOf(events: readonly TrackingEvent[]): Promise<readonly ToldSession[]> {
  const ids = events.flatMap(({ details }) => /[\dA-F]{16}/.exec(details.sourceContext)?.[0] ?? [])
  if (ids.length === 0) return []
  const rows = await db.transportSession.findMany({
    where: { sessionId: { in: [...new Set(ids)].slice(0, mostSessions) }, kind: { not: 'Connectivity' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: mostSessions,
  })
  return rows.map(({ lines, ...row }) => ({ ...row, lines: lines as unknown as readonly SaidLine[] }))
}

/** A report is younger than what it is about. */
async function reportsOf({ messageId, at }: TrackingEvent): Promise<readonly AboutIt[]> {
  const query = { ...everyEvent, eventId: 'DSN', reference: messageId, start: at }
  const found = await readTracking(db, query, { after: null, order: 'asc', size: mostReports })
  return found.map(({ messageId: id, subject, at: when }) => ({ messageId: id, subject, at: when }))
}
