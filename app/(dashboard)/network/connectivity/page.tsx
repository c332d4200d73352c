import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Outcome } from '@/components/connectivity/outcome'
import { SignInTest } from '@/components/connectivity/sign-in-test'
import { StepStream } from '@/components/connectivity/step-stream'
import { TestList } from '@/components/connectivity/test-list'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { type Analysis, analyses, examinedSite, type Step, type Walked, walk, walked } from '@/lib/analyzer'
import type { Vantage } from '@/lib/network'
import type { PageProps } from '@/lib/server/address'
import { chosenTest, fullTitle, printTest, testCommand } from '@/lib/server/connectivity'
import { dashboard } from '@/lib/server/dashboard'
import { everyTestCommand } from '@/lib/server/list-commands/network'
import { printCommand } from '@/lib/shell'
import { signInTestAction } from './actions'

export const metadata: Metadata = { title: 'Connectivity' }

const path = '/network/connectivity'
const fromWords: Record<Vantage, string> = { internet: 'From the Internet', inside: 'From inside' }
const wayTo = ({ id }: Analysis, from: Vantage) => `${path}?test=${id}&from=${from}`

function Tests() {
  return (
    <TaskGroup title="Tests">
      {analyses.map((one) => (
        <TaskLink key={one.id} href={wayTo(one, one.from[0])}>
          {one.title}
        </TaskLink>
      ))}
      <TaskLink href={path}>All tests, with what they are for</TaskLink>
    </TaskGroup>
  )
}

async function End({
  first,
  print,
}: {
  first: Promise<Walked | null>
  print: (steps: readonly Step[]) => string
}) {
  const steps = await walked(first)
  return <Outcome steps={steps} text={print(steps)} label="the steps" />
}

function Chosen({
  analysis,
  from,
  first,
  disabledReason,
}: {
  analysis: Analysis
  from: Vantage
  first: Promise<Walked | null>
  disabledReason: string | null
}) {
  return (
    <>
      <PageHeader title={fullTitle(analysis, from)} lead={analysis.lead}>
        <span className="flex flex-wrap gap-2 print:hidden">
          {analysis.from
            .filter((other) => other !== from)
            .map((other) => (
              <LinkButton key={other} href={wayTo(analysis, other)}>
                {fromWords[other]}
              </LinkButton>
            ))}
          <LinkButton href={wayTo(analysis, from)} plain>
            Test again
          </LinkButton>
        </span>
      </PageHeader>
      <StepStream first={first} />
      <Suspense fallback={null}>
        <End first={first} print={(steps) => printTest(analysis, from, steps)} />
      </Suspense>
      <p className="mt-4 print:hidden">
        <ShowAsCommand id="test-command" lines={[printCommand(testCommand(analysis, from))]} />
      </p>
      {analysis.signsIn && (
        <SignInTest
          key={`${analysis.id}/${from}`}
          action={signInTestAction}
          test={analysis.id}
          from={from}
          disabledReason={disabledReason}
        />
      )}
    </>
  )
}

export default async function ConnectivityPage({ searchParams }: PageProps) {
  const [{ site, person }, parameters] = await Promise.all([dashboard(), searchParams])
  const chosen = chosenTest(parameters)
  const examined = await examinedSite(site)
  if (!examined)
    return (
      <ThreePane padded title="Connectivity">
        <EmptyState title="The site has not been described yet">
          Describe it first: what is tested follows from its names and addresses.
        </EmptyState>
      </ThreePane>
    )
  if (!chosen)
    return (
      <ThreePane padded>
        <PageHeader
          title="Connectivity"
          lead="Tests the site from where it matters: as a stranger on the Internet meets it, or a computer in the office. Each walks from the name that people type to the answer of the server, and says at which step it stops, why, and what to do."
        >
          <ShowAsCommand id="tests-command" what="all tests" {...everyTestCommand()} />
        </PageHeader>
        <TestList
          tests={analyses.map((one) => ({
            ...one,
            ways: one.from.map((from) => ({ href: wayTo(one, from), label: fromWords[from] })),
          }))}
        />
      </ThreePane>
    )
  return (
    <ThreePane padded tasks={<Tests />}>
      <Chosen
        key={`${chosen.analysis.id}/${chosen.from}`}
        {...chosen}
        first={walk(chosen.analysis.run(examined, chosen.from))}
        disabledReason={forRole(person)}
      />
    </ThreePane>
  )
}
