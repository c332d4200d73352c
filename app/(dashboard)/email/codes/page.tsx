import type { Metadata } from 'next'
import { codeColumns, searchCodes } from '@/components/codes/code-columns'
import { CodeDetails } from '@/components/codes/code-details'
import { ExplainForm } from '@/components/codes/explain-form'
import { Produced } from '@/components/codes/produced'
import { TaskButton, TaskGroup, TaskLink } from '@/components/frame/tasks'
import { DetailsPane, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Code } from '@/components/ui/code'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchBox } from '@/components/ui/search-box'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { findScenario, type NonDeliveryCode, nonDeliveryCodes, transportServers } from '@/lib/exchange'
import { address, firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { explainOnSite } from '@/lib/server/explain'
import { type ProducedNote, readProduced } from '@/lib/server/produced-note'
import { readRefusal } from '@/lib/server/refusal-note'
import { explainAction, produceCodeAction } from './actions'

export const metadata: Metadata = { title: 'Non-delivery codes' }

export default async function CodesPage({ searchParams }: PageProps) {
  const [{ person, site }, parameters] = await Promise.all([dashboard(), searchParams])
  const here = (change: Record<string, string | null>) => address('/email/codes', parameters, change)
  const asked = firstOf(parameters.explain)?.slice(0, 4000) ?? ''
  const codes = searchCodes(nonDeliveryCodes, firstOf(parameters.search))
  const selected = nonDeliveryCodes.find(({ code }) => code === firstOf(parameters.selected)) ?? null
  const [found, servers] = await Promise.all([
    asked === '' ? null : explainOnSite(site, asked),
    transportServers(site),
  ])
  const refusal = readRefusal(parameters.failed)
  const produced = readProduced(firstOf(parameters.produced))
  return (
    <ThreePane
      title="Non-delivery codes"
      toolbar={
        <>
          <SearchBox
            label="Search non-delivery codes"
            placeholder="5.7.1, quota, relay"
            defaultValue={firstOf(parameters.search)}
          />
          <span className="ml-auto text-xs text-soft" role="status">
            {codes.length} {codes.length === 1 ? 'code' : 'codes'}
          </span>
          <ShowAsCommand id="codes-command" lines={['Get-NonDeliveryCode']} />
        </>
      }
      details={
        selected ? (
          <CodeDetails code={selected} />
        ) : (
          <DetailsPane
            title="No code is selected"
            subtitle="Select one to see what it means and what to check."
          />
        )
      }
      tasks={
        <Tasks
          selected={selected}
          disabledReason={
            forRole(person) ?? (servers.length === 0 ? 'Exchange Server is not installed.' : null)
          }
        />
      }
    >
      <div className="px-4 pt-2 pb-1 has-[details[open]]:pb-5">
        <ExplainForm
          key={asked}
          action={explainAction}
          text={asked}
          found={found}
          open={asked !== '' || selected === null}
        />
      </div>
      {refusal && (
        <Alert tone="error" title="The code was not produced" className="mx-4 mb-4 max-w-[820px]">
          {refusal}
        </Alert>
      )}
      {produced && <Note {...produced} />}
      <Table
        caption="Non-delivery codes"
        columns={codeColumns}
        rows={codes}
        rowKey={({ code }) => code}
        rowHref={({ code }) => here({ selected: code, produced: null, failed: null })}
        selected={selected?.code ?? null}
        empty={
          <EmptyState
            title="No code matches"
            actions={<LinkButton href="/email/codes">Show all codes</LinkButton>}
          >
            Search by a code such as 5.2.2, or by a word such as quota. A whole report can be explained above.
          </EmptyState>
        }
      />
    </ThreePane>
  )
}

function Note({ Does, Shows, Reply, Next, Transcript, MessageId }: ProducedNote) {
  return (
    <Produced
      does={Does}
      shows={Shows}
      reply={Reply}
      next={Next}
      transcript={Transcript}
      follow={
        MessageId &&
        `/email/tracking?id=${encodeURIComponent(MessageId)}&message=${encodeURIComponent(MessageId)}`
      }
    />
  )
}

function Tasks({
  selected,
  disabledReason,
}: {
  selected: NonDeliveryCode | null
  disabledReason: string | null
}) {
  return (
    <>
      {selected && (
        <TaskGroup title={selected.code}>
          {selected.here.plays.map(({ scenario }) => (
            <TaskButton
              key={scenario}
              action={produceCodeAction}
              hidden={{ code: selected.code, scenario }}
              disabledReason={disabledReason}
            >
              {findScenario(scenario)?.button ?? 'Produce it here'}
            </TaskButton>
          ))}
          <TaskLink href={selected.check.href}>{selected.check.text}</TaskLink>
          <Code code={`Send-NonDeliveryTest ${selected.code}`} label="the command" className="mt-2 w-full" />
        </TaskGroup>
      )}
      <TaskGroup title="Non-delivery tasks">
        <TaskLink href="/email/codes#explain-panel">Explain a report</TaskLink>
        <TaskLink href="/email/tracking?event=FAIL">See messages that failed</TaskLink>
        <TaskLink href="/email/mail-flow">See the queues</TaskLink>
      </TaskGroup>
    </>
  )
}
