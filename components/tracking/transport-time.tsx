import { Duration } from '@/components/ui/time'
import { messageLatency, type TrackingEvent, type TransportPart, timeInTransport } from '@/lib/exchange'

const fills: Readonly<Record<TransportPart, string>> = {
  Submission: 'bg-idle',
  Categorizer: 'bg-ok',
  'Waiting for the next attempt': 'bg-amber',
  Delivery: 'bg-action',
}

/** How long a message was under way, and where the time went. */
export function TransportTime({ events }: { events: readonly TrackingEvent[] }) {
  const { ms, parts } = timeInTransport(events)
  if (ms === 0) return null
  const latencies = events.flatMap((event) => messageLatency(event) ?? [])
  const slowest = latencies.toSorted((one, other) => other.ms - one.ms)[0]
  return (
    <section aria-label="Where the time went" className="border-t border-line px-4 py-2.5 text-sm">
      <p className="text-soft">
        <Duration ms={ms} /> from the first event to the last
        {slowest && (
          <>
            {'; '}MessageLatency <Duration ms={slowest.ms} /> (
            {slowest.type === 'EndToEnd' ? 'end to end' : 'on this server'})
          </>
        )}
      </p>
      <div
        aria-hidden
        className="mt-1.5 flex h-2 overflow-hidden rounded-full bg-track forced-color-adjust-none"
      >
        {parts.map(({ part, ms: spent }) => (
          <span key={part} className={fills[part]} style={{ width: `${(spent / ms) * 100}%` }} />
        ))}
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        {parts.map(({ part, ms: spent }) => (
          <li key={part} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-xs forced-color-adjust-none ${fills[part]}`} />
            {part}: <Duration ms={spent} />
          </li>
        ))}
      </ul>
    </section>
  )
}
