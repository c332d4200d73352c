import Link from 'next/link'
import { TaskDetail } from '@/components/frame/home-layout'
import { RunStateBadge } from '@/components/runs/run-state'
import { Answered } from '@/components/ui/answered'
import { LinkButton } from '@/components/ui/button'
import { StateDot } from '@/components/ui/state'
import { StatusLine, statusListClass } from '@/components/ui/status-list'
import { Time } from '@/components/ui/time'
import type { RunState } from '@/lib/client/runs'
import type { SiteDescription } from '@/lib/essentials'

/** "Connect to my email service". */
export function EmailService({
  integrated,
  description,
  disabledReason,
}: {
  integrated: boolean
  description: SiteDescription | null
  disabledReason: string | null
}) {
  return integrated ? (
    <TaskDetail
      title="Exchange Server is integrated"
      lead={`The dashboard manages the mailboxes on ${description?.exchange.name}. Every new account gets one, with an alias and a quota.`}
      actions={
        <>
          <LinkButton look="primary" href="/email">
            Open Email
          </LinkButton>
          <LinkButton href="/email/integrate" disabledReason={disabledReason}>
            Run the wizard again
          </LinkButton>
          <LinkButton look="quiet" href="/do/disable-integration?back=/" disabledReason={disabledReason}>
            Disable Exchange Server integration
          </LinkButton>
        </>
      }
    />
  ) : (
    <TaskDetail
      title="Integrate your Exchange Server"
      lead="Connect to my email service: the wizard checks what is needed, configures the Exchange Server on your second server, and turns on the email features of this dashboard. Every step is shown as PowerShell before it runs."
      actions={
        <LinkButton look="primary" href="/email/integrate" disabledReason={disabledReason}>
          Set up Exchange Server integration
        </LinkButton>
      }
    />
  )
}

interface Standing {
  value: string
  state: 'ok' | 'warning' | 'error' | 'neutral'
}

export function QuickStatus({
  status,
}: {
  status: readonly { id: string; title: string; href: string; standing: Promise<Standing> }[]
}) {
  return (
    <TaskDetail
      title="Quick status"
      lead="How the site stands now."
      actions={<LinkButton href="/network/connectivity">Test the connections</LinkButton>}
    >
      <ul aria-label="Quick status" className={statusListClass}>
        {status.map(({ id, title, href, standing }) => {
          const line = ({ value, state }: Standing) => (
            <StatusLine
              key="line"
              state={state}
              title={
                <Link href={href} className="text-inherit">
                  {title}
                </Link>
              }
              trailing={<StateDot state={state}>{value}</StateDot>}
            />
          )
          return (
            <li key={id}>
              <Answered answer={standing.then(line)} asking={line({ value: 'Asking…', state: 'neutral' })} />
            </li>
          )
        })}
      </ul>
    </TaskDetail>
  )
}

export function RecentRunbooks({
  runs,
  now,
}: {
  runs: readonly { id: string; title: string; state: RunState; createdAt: Date }[]
  now: Date
}) {
  return (
    <TaskDetail
      title="Runbooks"
      lead={
        runs.length > 0
          ? 'The last ones that ran. Each can be opened, saved as a script, run again and, where possible, undone.'
          : 'Each wizard ends with a runbook: the list of its commands, with the result of each. None has run yet.'
      }
      actions={<LinkButton href="/activity/runs">All runbooks</LinkButton>}
    >
      {runs.length > 0 && (
        <ul className="divide-y divide-line rounded-md border border-line bg-raised">
          {runs.map(({ id, title, state, createdAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-3 px-3.5 py-2 text-sm">
              <Link href={`/activity/runs/${id}`} className="act min-w-0 flex-1">
                {title}
              </Link>
              <RunStateBadge state={state} />
              <span className="text-xs text-faint">
                <Time at={createdAt} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </TaskDetail>
  )
}

const topics = [
  { href: '/help#rehearse', title: 'Rehearse here, then do it at the real site' },
  { href: '/help#dns', title: 'The four DNS records' },
  { href: '/help#ports', title: 'The ports of the router' },
  { href: '/network/connectivity', title: 'Test what others on the Internet meet at your site' },
  { href: '/help#proxy', title: 'Why a reverse proxy' },
  { href: '/help#quota', title: 'What the mailbox quota means' },
  { href: '/help#integration', title: 'What happens when the integration is disabled' },
] as const

export function HelpTopics() {
  return (
    <TaskDetail title="Help" lead="How the parts of such a site hang together.">
      <ul className="flex flex-col gap-1">
        {topics.map(({ href, title }) => (
          <li key={href}>
            <Link href={href} className="act inline-block min-h-6">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </TaskDetail>
  )
}
