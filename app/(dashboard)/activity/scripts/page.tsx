import type { Metadata } from 'next'
import { ScriptStateBadge } from '@/components/activity/script-state'
import { ThreePane } from '@/components/frame/three-pane'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { PageProps } from '@/lib/server/address'
import { listScriptRuns } from '@/lib/server/queries/script-runs'
import { requirePerson } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Scripts' }

export default async function ScriptRunsPage({ searchParams }: PageProps) {
  await requirePerson()
  const { after } = await searchParams
  const { rows, next } = await listScriptRuns(typeof after === 'string' ? after : undefined)
  const now = new Date()
  return (
    <ThreePane title="Scripts">
      <Table
        caption="Scripts and lines of the shell that ran, newest first"
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/activity/scripts/${id}`}
        columns={[
          {
            id: 'title',
            title: 'Script or line',
            primary: true,
            cell: ({ title }) => <code className="font-mono text-xs break-words">{title}</code>,
          },
          { id: 'state', title: 'State', cell: ({ state }) => <ScriptStateBadge state={state} /> },
          { id: 'commands', title: 'Commands', align: 'end', cell: ({ commandCount }) => commandCount },
          { id: 'actor', title: 'Who', wideOnly: true, cell: ({ actor }) => actor },
          { id: 'at', title: 'When', cell: ({ startedAt }) => <Time at={startedAt} now={now} /> },
        ]}
        empty={
          <EmptyState title="No script has run yet">
            Scripts that are run in Email &gt; Shell are kept here with what they wrote, and each line typed
            there that changed something.
          </EmptyState>
        }
      />
      <Pager nextHref={next && `/activity/scripts?after=${next}`} />
    </ThreePane>
  )
}
