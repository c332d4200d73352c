import { Badge } from '@/components/ui/badge'
import { PageLink } from '@/components/ui/page-link'
import { Seen } from '@/components/ui/seen'
import { StateIcon } from '@/components/ui/state'
import { Duration } from '@/components/ui/time'
import {
  type RecipientReport,
  recipientReports,
  shownSender,
  type TrackingEvent,
  tellEvent,
} from '@/lib/exchange'
import { ClockTime } from './clock-time'
import { ProtocolLines, type ShownSession } from './protocol-lines'
import { TransportTime } from './transport-time'

export interface ShownStory {
  readonly messageId: string
  readonly events: readonly TrackingEvent[]
  readonly more: boolean
  readonly waiting: readonly {
    readonly queue: string
    readonly nextRetryAt: Date | null
    readonly errors: readonly string[]
  }[]
  readonly sessions: readonly ShownSession[]
  readonly about: string | null
  readonly reports: readonly { readonly messageId: string; readonly subject: string; readonly at: Date }[]
}

const storyHref = (messageId: string) => `/email/tracking?message=${encodeURIComponent(messageId)}`

/** The way of one message: what happened when, in words, with the codes, reports and SMTP sessions that belong to it. */
export function MessageStory({ story }: { story: ShownStory }) {
  const [first] = story.events
  if (!first) return null
  const recipients = [...new Set(recipientReports(story.events).map(({ address }) => address))]
  return (
    <section
      id="message"
      aria-labelledby="story"
      className="scroll-my-4 rounded-md border border-line bg-raised"
    >
      <Seen of="message" what={story.messageId} />
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3">
        <h2 id="story" className="font-semibold break-words">
          {first.subject || 'No subject'}
        </h2>
        <p className="min-w-0 flex-1 text-sm break-words text-soft max-sm:order-1 max-sm:basis-full">
          {shownSender(first.details.sender)} → {shortList(recipients)}
        </p>
        <Outcome story={story} />
        <p className="basis-full font-mono text-xs break-all text-faint max-sm:order-2">{story.messageId}</p>
      </div>
      <TransportTime events={story.events} />
      <ol>
        {story.events.map((event, at) => (
          <Line key={event.id} event={event} previous={story.events[at - 1] ?? null} />
        ))}
      </ol>
      <Waiting waiting={story.waiting} />
      {story.more && (
        <p className="border-t border-line px-4 py-2 text-sm text-soft">
          There are more events. Get-MessageTrackingLog lists all of them.
        </p>
      )}
      <Related story={story} />
      {story.sessions.map((session) => (
        <ProtocolLines key={session.sessionId} session={session} />
      ))}
    </section>
  )
}

function shortList(addresses: readonly string[]): string {
  return addresses.length > 3
    ? `${addresses.slice(0, 3).join(', ')} and ${addresses.length - 3} others`
    : addresses.join(', ')
}

/** A pause that is worth telling: longer than a second. */
const longPauseMs = 1000

function Line({ event, previous }: { event: TrackingEvent; previous: TrackingEvent | null }) {
  const { state, sentence, code } = tellEvent(event)
  const pause = previous ? event.at.getTime() - previous.at.getTime() : 0
  const isOtherDay = previous !== null && !sameDay(previous.at, event.at)
  return (
    <li className="grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-sm sm:grid-cols-[7rem_1rem_9rem_1fr]">
      <span className="text-faint">
        <ClockTime at={event.at} day={isOtherDay} />
        {pause > longPauseMs && (
          <span className="block text-xs">
            after <Duration ms={pause} />
          </span>
        )}
      </span>
      <StateIcon state={state} label={stateWords[state]} small />
      <span className="font-semibold" title={`Source: ${event.source}`}>
        {event.eventId}
      </span>
      <span className="min-w-0 break-words max-sm:col-span-3">
        {sentence}
        {code && (
          <>
            {' '}
            <PageLink
              href={`/email/codes?explain=${encodeURIComponent(code)}`}
              className="act whitespace-nowrap underline"
            >
              Explain {code}
            </PageLink>
          </>
        )}
      </span>
    </li>
  )
}

const sameDay = (one: Date, other: Date) =>
  one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10)

const stateWords = { ok: 'Done', pending: 'Waiting', error: 'Failed', neutral: 'Note' } as const

/** Where the message is now: what waits in a queue comes before what the events tell. */
function Outcome({ story }: { story: ShownStory }) {
  const [queue] = story.waiting
  if (queue) return <Badge tone="amber">Waiting in {queue.queue}</Badge>
  const [tone, words] = outcomeOf(recipientReports(story.events))
  return <Badge tone={tone}>{words}</Badge>
}

function outcomeOf(reports: readonly RecipientReport[]) {
  const has = (status: RecipientReport['status']) => reports.some((one) => one.status === status)
  if (has('Pending')) return ['amber', 'On its way'] as const
  if (!has('Unsuccessful')) return ['green', has('Delivered') ? 'Delivered' : 'Sent on'] as const
  return has('Delivered') || has('Transferred')
    ? (['amber', 'Delivered to some'] as const)
    : (['red', 'Not delivered'] as const)
}

/** What no log tells yet: what the copies wait for. */
function Waiting({ waiting }: Pick<ShownStory, 'waiting'>) {
  return waiting.map(({ queue, nextRetryAt, errors }) => (
    <div key={queue} className="border-t border-line px-4 py-2 text-sm">
      <p>
        Waits in {queue}
        {nextRetryAt && (
          <>
            , next attempt at <ClockTime at={nextRetryAt} day />
          </>
        )}
        .{' '}
        <PageLink href="/email/mail-flow" className="act underline">
          See the queues
        </PageLink>
      </p>
      {errors.map((error) => (
        <p key={error} className="mt-1 font-mono text-xs break-words text-soft">
          {error}
        </p>
      ))}
    </div>
  ))
}

function Related({ story: { about, reports } }: { story: ShownStory }) {
  if (!about && reports.length === 0) return null
  return (
    <ul className="border-t border-line px-4 py-2 text-sm">
      {about && (
        <li>
          This is a report about another message:{' '}
          <PageLink href={storyHref(about)} className="act underline">
            {about}
          </PageLink>
        </li>
      )}
      {reports.map(({ messageId, subject, at }) => (
        <li key={messageId}>
          <ClockTime at={at} />: a report went out:{' '}
          <PageLink href={storyHref(messageId)} className="act underline">
            {subject || messageId}
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
