import type { Metadata } from 'next'
import { ThreePane } from '@/components/frame/three-pane'
import { RunStateBadge } from '@/components/runs/run-state'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { sourceInWords } from '@/lib/runbooks/source'
import type { PageProps } from '@/lib/server/address'
import { listRuns } from '@/lib/server/queries/runs'
import { requirePerson } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Runbooks' }

export default async function RunsPage({ searchParams }: PageProps) {
  await requirePerson()
  const { after } = await searchParams
  const { rows, next } = await listRuns(typeof after === 'string' ? after : undefined)
  const now = new Date()
  return (
    <ThreePane title="Runbooks">
      <Table
        caption="Runbooks that ran, newest first"
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/activity/runs/${id}`}
        columns={[
          { id: 'title', title: 'Runbook', primary: true, cell: ({ title }) => title },
          { id: 'state', title: 'State', cell: ({ state }) => <RunStateBadge state={state} /> },
          { id: 'steps', title: 'Steps', cell: ({ doneCount, stepCount }) => `${doneCount} of ${stepCount}` },
          { id: 'actor', title: 'Who', wideOnly: true, cell: ({ actor }) => actor },
          { id: 'source', title: 'From', wideOnly: true, cell: ({ source }) => sourceInWords(source) },
          { id: 'at', title: 'When', cell: ({ createdAt }) => <Time at={createdAt} now={now} /> },
        ]}
        empty={
          <EmptyState title="No runbook has run yet">
            Each wizard ends with one: the list of its commands, kept with the result of each.
          </EmptyState>
        }
      />
      <Pager nextHref={next && `/activity/runs?after=${next}`} />
    </ThreePane>
  )
}
