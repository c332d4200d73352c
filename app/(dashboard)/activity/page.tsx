import type { Metadata } from 'next'
import { activityColumns } from '@/components/activity/activity-columns'
import { ThreePane } from '@/components/frame/three-pane'
import { Chip } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { SearchBox } from '@/components/ui/search-box'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { shellVersion } from '@/lib/exchange'
import { address, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { activityCommand } from '@/lib/server/list-commands/activity'
import { listActivity, readActivityQuery } from '@/lib/server/queries/activity'

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage({ searchParams }: PageProps) {
  const { site } = await dashboard()
  const parameters = await searchParams
  const query = readActivityQuery(parameters)
  const [{ rows, previous, next }, version] = await Promise.all([listActivity(query), shellVersion(site)])
  const here = (change: Record<string, string | null>) =>
    address('/activity', parameters, { after: null, before: null, ...change })
  const filtered = query.actor || query.command || query.result
  return (
    <ThreePane
      title="Activity"
      toolbar={
        <>
          <SearchBox
            label="Filter by command"
            placeholder="A command's name: Set-Mailbox"
            name="command"
            defaultValue={query.command ?? ''}
            keep={{ actor: query.actor ?? undefined, result: query.result ?? undefined }}
          />
          {query.actor && <Chip removeHref={here({ actor: null })}>{query.actor}</Chip>}
          {query.result ? (
            <Chip removeHref={here({ result: null })}>{query.result === 'failed' ? 'Failed' : 'Done'}</Chip>
          ) : (
            <a className="act text-sm" href={here({ result: 'failed' })}>
              Failed only
            </a>
          )}
          {version && (
            <span className="ml-auto">
              <ShowAsCommand id="activity-command" {...activityCommand(query)} />
            </span>
          )}
        </>
      }
    >
      <Table
        caption="Commands that ran, newest first"
        columns={activityColumns(new Date())}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={filtered ? 'No command matches' : 'Nothing has run yet'}>
            {filtered
              ? 'Take a filter off to see more.'
              : 'Every command that changes something is listed here: when, who, from where, and with what result.'}
          </EmptyState>
        }
      />
      <Pager previousHref={previous && here({ before: previous })} nextHref={next && here({ after: next })} />
    </ThreePane>
  )
}
