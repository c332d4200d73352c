import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
import type { MailFlow } from '@/lib/exchange'

const meanings = {
  Medium:
    'Mail from the Internet is refused for now (452 4.3.1), and files stay in Pickup and Replay. Users and other Exchange servers still send.',
  High: 'Nobody can send: whoever connects gets 452 4.3.1, files stay in Pickup and Replay, and users’ messages in their Outbox. What is queued is still delivered.',
} as const

/** Which servers are under back pressure, what of theirs stands, and where to look. */
export function PressureNotices({ pressure }: { pressure: MailFlow['pressure'] }) {
  return pressure.map(({ server, level }) => (
    <Alert
      key={server}
      tone={level === 'High' ? 'error' : 'warning'}
      title={`${server} is under ${level.toLowerCase()} back pressure`}
    >
      {meanings[level]} Empty the queues, or give them more room (QUEUE_LIMIT_MB).{' '}
      <PageLink href="/email/mail-flow/database" className="act">
        View the queue database
      </PageLink>
    </Alert>
  ))
}
