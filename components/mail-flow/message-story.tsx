import { Badge } from '@/components/ui/badge'
import { PageLink } from '@/components/ui/page-link'
import { Seen } from '@/components/ui/seen'
import { StateDot } from '@/components/ui/state'
import type { FlowEvent, FlowMessage } from '@/lib/exchange'

/** The way of the selected message so far, and where it stands. */
export function MessageStory({
  message,
  story,
  queue,
}: {
  message: FlowMessage
  story: readonly FlowEvent[]
  /** The name of the queue that it waits in. */
  queue: string
}) {
  const { subject, from, recipients, recipientCount, lastError } = message
  const to = `${recipients[0] ?? ''}${recipientCount > 1 ? ` and ${recipientCount - 1} more` : ''}`
  return (
    <section
      id="message"
      aria-label={`The way of ${subject}`}
      className="mt-6 scroll-my-4 rounded-md border border-line bg-raised"
    >
      <Seen of="message" what={message.identity} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3">
        <h2 className="font-semibold break-words">{subject || '(no subject)'}</h2>
        <p className="min-w-0 flex-1 text-sm break-words text-soft max-sm:order-1 max-sm:basis-full">
          {from} → {to}
        </p>
        <Badge tone={message.status === 'Retry' ? 'amber' : 'grey'}>
          {message.status === 'Suspended' ? 'Suspended' : 'Waiting'} in {queue}
        </Badge>
      </div>
      {lastError && (
        <p className="border-b border-line px-4 py-2 font-mono text-xs break-words">{lastError}</p>
      )}
      {story.length === 0 && (
        <p className="px-4 py-3 text-sm text-soft">
          The tracking log has nothing of it. It may be turned off.
        </p>
      )}
      <ol>
        {story.map((event) => (
          <StoryLine key={event.id} event={event} />
        ))}
      </ol>
      <Properties message={message} />
    </section>
  )
}

function StoryLine({ event: { at, event, state, sentence, code } }: { event: FlowEvent }) {
  return (
    <li className="grid grid-cols-[7.5em_1fr] gap-x-3 border-b border-line px-4 py-2 text-sm last:border-b-0 sm:grid-cols-[7.5em_9em_1fr]">
      <time dateTime={at} title={at} className="text-soft tabular-nums">
        {at.slice(11, 23)}
      </time>
      <StateDot state={state} className="text-xs font-semibold">
        {event}
      </StateDot>
      <span className="col-span-2 break-words sm:col-span-1">
        {sentence}{' '}
        {code && (
          <PageLink href={`/email/codes?selected=${encodeURIComponent(code)}`} className="act">
            Explain {code}
          </PageLink>
        )}
      </span>
    </li>
  )
}

function Properties({ message }: { message: FlowMessage }) {
  const facts = [
    ['Message-ID', message.messageId],
    ['Identity', message.identity],
    ['Source', message.source],
    ['Received', message.received],
    ['Expires', message.expires],
    ['Attempts', String(message.retries)],
    ['Recipients', message.recipients.join(', ')],
  ]
  return (
    <details className="border-t border-line px-4 py-2 text-sm">
      <summary className="act min-h-6">Properties</summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[9em_1fr]">
        {facts.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-xs text-faint">{term}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
