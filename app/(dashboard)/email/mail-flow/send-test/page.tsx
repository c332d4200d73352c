import type { Metadata } from 'next'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { SendWays } from '@/components/send-test/send-ways'
import { TypedSession } from '@/components/send-test/typed-session'
import { EmptyState } from '@/components/ui/empty-state'
import { dashboard } from '@/lib/server/dashboard'
import { sendTestFacts } from '@/lib/server/facts/send-test'
import { smtpTargets } from '@/lib/server/queries/smtp-targets'
import { sayAction, startSessionAction } from './actions'

export const metadata: Metadata = { title: 'Send a test message' }

export default async function SendTestPage() {
  const { site, person } = await dashboard()
  const [facts, targets] = await Promise.all([sendTestFacts(site), smtpTargets(site)])
  if (!facts)
    return (
      <ThreePane padded title="Send a test message">
        <EmptyState title="There is nothing to send by yet">
          Exchange Server is not installed. The integration wizard installs and sets it up.
        </EmptyState>
      </ThreePane>
    )
  const disabledReason = forRole(person)
  return (
    <ThreePane padded>
      <PageHeader
        title="Send a test message"
        lead="Three ways by which mail comes, and the same by hand. Watch it under Mail flow, and follow it under Message tracking."
      />
      <SendWays disabledReason={disabledReason} />
      <section aria-labelledby="typed" className="mt-8">
        <h2 id="typed" className="mb-1 text-base font-semibold">
          A typed SMTP session
        </h2>
        <p className="mb-3 max-w-[72ch] text-sm text-soft">
          What telnet to port 25 shows: say line by line what a mail server says, and read what each reply
          means. What is said is sent for real, within the simulated world.
        </p>
        <TypedSession
          start={startSessionAction}
          say={sayAction}
          targets={targets}
          people={{ sender: 'j.park@fabrikam.com', recipient: facts.sender?.address ?? '' }}
          disabledReason={disabledReason}
        />
      </section>
    </ThreePane>
  )
}
