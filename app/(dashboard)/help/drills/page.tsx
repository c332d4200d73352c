import type { Metadata } from 'next'
import { Suspense } from 'react'
import { BeginDrill } from '@/components/drills/begin-drill'
import { DrillOver } from '@/components/drills/drill-over'
import { PastDrills } from '@/components/drills/past-drills'
import { RunningDrill } from '@/components/drills/running-drill'
import { PageHeader } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { Alert } from '@/components/ui/alert'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import {
  drillFacts,
  drillOf,
  findDrill,
  findRunningDrill,
  fittingDrills,
  type Level,
  type RunningDrill as Running,
  siteTroubles,
  tookMs,
  troublesSince,
} from '@/lib/drills'
import type { Site } from '@/lib/exchange'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { drillCommand, pastDrillsCommand } from '@/lib/server/list-commands/network'
import { commandsDuring, type PastDrill, pastDrills } from '@/lib/server/queries/drills'
import { readRefusal } from '@/lib/server/refusal-note'
import { checkDrillAction, startDrillAction, stopDrillAction } from './actions'

export const metadata: Metadata = { title: 'Drills' }

export default async function DrillsPage({ searchParams }: PageProps) {
  const [{ person, site }, { failed, over, checked }] = await Promise.all([dashboard(), searchParams])
  const running = (await findRunningDrill(site))?.properties
  const refusal = readRefusal(failed)
  const past = await pastDrills(site)
  const shown = past.find(({ startedAt }) => startedAt === firstOf(over)) ?? null
  const now = new Date()
  const disabledReason = forRole(person)
  return (
    <div className="max-w-[1040px] px-6.5 py-6 max-sm:px-4">
      <PageHeader
        title="Drills"
        lead="A drill puts a fault into the simulated site and does not say which. Find it with the checks of the dashboard, mend it, and see how long it took."
      >
        <ShowAsCommand id="drill-command" what="the drill that runs" {...drillCommand} />
      </PageHeader>
      {refusal && (
        <Alert tone="error" title="That did not work" className="mb-5 max-w-[80ch]">
          {refusal}
        </Alert>
      )}
      {running ? (
        <RunningDrill
          drill={running}
          now={now}
          hints={drillOf(site, running)?.hints ?? []}
          health={
            <Suspense fallback={<Asking />} key={firstOf(checked)}>
              <Health site={site} running={running} />
            </Suspense>
          }
          check={checkDrillAction}
          stop={stopDrillAction}
          disabledReason={disabledReason}
        />
      ) : (
        <>
          {shown && <Over record={shown} />}
          <section aria-labelledby="begin" className="flex flex-col gap-3">
            <h2 id="begin" className="text-base font-semibold">
              {shown ? 'Another one' : 'Begin'}
            </h2>
            <BeginDrill
              counts={await countsOf(site)}
              action={startDrillAction}
              disabledReason={disabledReason}
            />
          </section>
        </>
      )}
      {past.length > 0 && !running && (
        <section aria-labelledby="past" className="mt-9">
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 id="past" className="text-base font-semibold">
              Drills that are over
            </h2>
            <ShowAsCommand id="drills-command" {...pastDrillsCommand} />
          </div>
          <PastDrills drills={past} selected={shown?.startedAt ?? null} now={now} />
        </section>
      )}
    </div>
  )
}

async function Over({ record }: { record: PastDrill }) {
  return (
    <DrillOver
      title={record.title}
      outcome={record.outcome}
      tookMs={tookMs(record)}
      lesson={findDrill(record.drill)?.lesson ?? null}
      commands={await commandsDuring(record)}
    />
  )
}

function Asking() {
  return (
    <Alert tone="info" title="Asking all checks" className="max-w-[72ch]">
      The answer comes in a moment.
    </Alert>
  )
}

async function Health({ site, running }: { site: Site; running: Running }) {
  const left = troublesSince(running.before, await siteTroubles(site)).length
  return left === 0 ? (
    <Alert tone="success" title="All checks are in order" live className="max-w-[72ch]">
      Choose Check now to end the drill and see what it was.
    </Alert>
  ) : (
    <Alert tone="warning" title="The site is not healthy yet" live className="max-w-[72ch]">
      {left === 1 ? 'One check is' : `${left} checks are`} not in order.
    </Alert>
  )
}

async function countsOf(site: Site): Promise<Record<Level, number>> {
  const facts = await drillFacts(site)
  const fitting = facts ? fittingDrills(facts) : []
  const count = (level: Level) => fitting.filter((one) => one.level === level).length
  return { Easy: count('Easy'), Medium: count('Medium'), Hard: count('Hard') }
}
