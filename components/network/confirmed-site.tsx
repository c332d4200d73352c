import { Time } from '@/components/ui/time'
import type { LiveSite } from '@/lib/network'

/** What was confirmed, and what a check from here cannot know. */
export function ConfirmedSite({ confirmed }: { confirmed: LiveSite }) {
  const { names, addresses, resolver, confirmedBy, confirmedAt } = confirmed
  const facts: readonly (readonly [string, string])[] = [
    ['Names', names.join(', ')],
    ['Addresses', addresses.join(', ')],
    ['Asks the name server', resolver],
  ]
  return (
    <section className="mb-6 rounded-md border border-line bg-panel px-4 py-3 text-sm">
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-3">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt className="text-xs text-soft">{title}</dt>
            <dd className="font-medium break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-xs text-soft">
        Confirmed by {confirmedBy} <Time at={confirmedAt} now={new Date()} />.
      </p>
      <p className="mt-2 max-w-[80ch] text-soft">
        If this computer is in the office of that site, a connection to its own public address proves little:
        many routers do not lead it back inside (hairpin NAT), and what they let through may still be closed
        to strangers. What fails for that reason is shown as a warning. To be sure, run the dashboard from
        outside, or ask somebody who is.
      </p>
    </section>
  )
}
