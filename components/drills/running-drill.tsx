import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { PageLink } from '@/components/ui/page-link'
import { SubmitButton } from '@/components/ui/submit-button'
import { DrillClock } from './drill-clock'
import { Hints } from './hints'

const checks = [
  { href: '/network/dns', label: 'DNS records' },
  { href: '/network/router', label: 'Router' },
  { href: '/network/proxy', label: 'Reverse proxy' },
  { href: '/network/split-dns', label: 'Split DNS' },
  { href: '/email/certificates', label: 'Certificates' },
  { href: '/network/connectivity', label: 'Connectivity tests' },
  { href: '/devices', label: 'Services' },
] as const

/** What people report, how long it has been, where to look, and the ways to end it. */
export function RunningDrill({
  drill,
  now,
  hints,
  health,
  check,
  stop,
  disabledReason,
}: {
  drill: { readonly level: string; readonly symptom: string; readonly startedAt: string; readonly by: string }
  now: Date
  hints: readonly string[]
  /** What the checks say now; it comes when they have answered. */
  health: ReactNode
  check: (form: FormData) => Promise<void>
  stop: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  return (
    <div className="flex flex-col gap-7">
      <section aria-labelledby="symptom" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">
          <Badge tone="blue">{drill.level}</Badge>
          <span>
            Running for <DrillClock startedAt={drill.startedAt} now={now.getTime()} />
          </span>
          <span>Started by {drill.by}</span>
        </div>
        <h2 id="symptom" className="text-base font-semibold">
          What people report
        </h2>
        <blockquote className="max-w-[72ch] border-l-4 border-action bg-tint px-4 py-3 text-lg">
          {drill.symptom}
        </blockquote>
      </section>
      {health}
      <section aria-labelledby="where" className="flex flex-col gap-2">
        <h2 id="where" className="text-base font-semibold">
          Where to look
        </h2>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {checks.map(({ href, label }) => (
            <li key={href}>
              <PageLink href={href} className="act inline-block min-h-6">
                {label}
              </PageLink>
            </li>
          ))}
        </ul>
        <p className="max-w-[72ch] text-sm text-soft">
          After a record is mended, resolvers keep the old answer until it runs out.{' '}
          <PageLink href="/settings" className="act">
            The clock of the site
          </PageLink>{' '}
          can be moved.
        </p>
      </section>
      {hints.length > 0 && (
        <section aria-labelledby="hints" className="flex flex-col gap-2">
          <h2 id="hints" className="text-base font-semibold">
            Hints
          </h2>
          <Hints hints={hints} />
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        <form action={check}>
          <SubmitButton disabledReason={disabledReason}>Check now</SubmitButton>
        </form>
        <ConfirmDialog
          trigger="Give up"
          triggerProps={{ disabledReason }}
          title="Give the drill up?"
          destroys={['The drill, and with it the fault: what it changed is set back']}
          keeps={['Everything else that you changed meanwhile']}
          lines={['Stop-Drill']}
          confirm="Give up and see what it was"
          action={stop}
        />
      </div>
    </div>
  )
}
