import type { Metadata } from 'next'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { NoExchange } from '@/components/mail-flow/no-exchange'
import { SendWays } from '@/components/send-test/send-ways'
import { TypedSession } from '@/components/send-test/typed-session'
import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
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
        <NoExchange title="There is nothing to send by yet" />
      </ThreePane>
    )
  const disabledReason = forRole(person)
  return (
    <ThreePane padded>
      <PageHeader
        title="Send a test message"
        lead={
          <>
            Three ways by which mail comes, and the same by hand. Watch it under{' '}
            <PageLink href="/email/mail-flow" className="act underline">
              Mail flow
            </PageLink>
            , and follow it under{' '}
            <PageLink href="/email/tracking" className="act underline">
              Message tracking
            </PageLink>
            .
          </>
        }
      />
      {!facts.sender && <NoMailbox mayAdd={disabledReason === null} />}
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

/** Nobody could write or receive yet: says how that begins. */
function NoMailbox({ mayAdd }: { mayAdd: boolean }) {
  return (
    <Alert tone="info" title="Nobody on this site has a mailbox yet" className="mb-4">
      What comes for the site is refused until somebody has one.{' '}
      {mayAdd && (
        <PageLink href="/users/add" className="act underline">
          Add a user account
        </PageLink>
      )}
    </Alert>
  )
}
