import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ChecklistView } from '@/components/checklist/checklist-view'
import { Outcome } from '@/components/connectivity/outcome'
import { StepStream } from '@/components/connectivity/step-stream'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { ConfirmedSite } from '@/components/network/confirmed-site'
import { LiveChecks } from '@/components/network/live-checks'
import { MailThatLeaves } from '@/components/network/mail-that-leaves'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { type Analysis, analyses, printSteps, type Walked, walk, walked } from '@/lib/analyzer'
import { liveSmartHost, liveSmartHostName } from '@/lib/network'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { type Live, type LiveChecklist, openLive } from '@/lib/server/live'

export const metadata: Metadata = { title: 'Real site' }

const path = '/network/live'
const wizard = `/do/confirm-live?back=${path}`

/** What can be asked from where the dashboard runs. */
const lists: readonly { id: LiveChecklist; title: string; lead: string }[] = [
  {
    id: 'dns-records',
    title: 'DNS records',
    lead: 'Asks the domain’s own name servers, and the public one that you chose.',
  },
  {
    id: 'ports',
    title: 'Ports',
    lead: 'Connects to each port of the public address, and says what answers.',
  },
]
const offered = analyses.filter(({ needs }) => !needs.includes('inside'))

async function End({ title, first }: { title: string; first: Promise<Walked | null> }) {
  const steps = await walked(first)
  return <Outcome steps={steps} text={printSteps(title, steps)} label="the steps" />
}

function LiveTest({ analysis, live }: { analysis: Analysis; live: Live }) {
  const title = `${analysis.title}, at the real site`
  const first = walk(analysis.run(live.examined, 'internet'))
  return (
    <section>
      <PageHeader title={title} lead={analysis.lead} />
      <StepStream first={first} />
      <Suspense fallback={null}>
        <End title={title} first={first} />
      </Suspense>
    </section>
  )
}

function Chosen({ run, live }: { run: string | undefined; live: Live }) {
  const list = lists.find(({ id }) => id === run)
  if (list) return <ChecklistView checklist={live.checklists[list.id]()} now={new Date()} command={null} />
  const analysis = offered.find(({ id }) => id === run)
  return analysis ? <LiveTest analysis={analysis} live={live} /> : null
}

export default async function LivePage({ searchParams }: PageProps) {
  const [{ person, site }, parameters] = await Promise.all([dashboard(), searchParams])
  const run = firstOf(parameters.run)
  const [live, smartHost] = await Promise.all([
    openLive(site),
    site.store.find(liveSmartHost, liveSmartHostName),
  ])
  const disabledReason = forRole(person)
  const leaving = <MailThatLeaves confirmed={smartHost?.properties ?? null} disabledReason={disabledReason} />
  if (!live)
    return (
      <ThreePane padded title="Real site">
        <EmptyState
          title="Nothing real is asked yet"
          actions={
            <LinkButton look="primary" href={wizard} disabledReason={disabledReason}>
              Confirm names and addresses
            </LinkButton>
          }
        >
          The same checks can ask the real Internet about your real site. First say which names and addresses
          are your own: nothing else is connected to.
        </EmptyState>
        {leaving}
      </ThreePane>
    )
  return (
    <ThreePane padded>
      <PageHeader
        title="Real site"
        lead="The same checks, asked on the real Internet from the computer that this dashboard runs on. They change nothing."
      >
        <LinkButton href={wizard} disabledReason={disabledReason}>
          Change what is confirmed
        </LinkButton>
      </PageHeader>
      <ConfirmedSite confirmed={live.confirmed} />
      <LiveChecks path={path} current={run} checks={[...lists, ...offered]} />
      <Chosen key={run} run={run} live={live} />
      <div className="mt-8">{leaving}</div>
    </ThreePane>
  )
}
