import type { Metadata } from 'next'
import { eventColumns } from '@/components/devices/event-columns'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { ThreePane } from '@/components/frame/three-pane'
import { Chip } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { PageLink } from '@/components/ui/page-link'
import { Pager } from '@/components/ui/pager'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { address, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { eventsCommand } from '@/lib/server/list-commands/events'
import { listSiteEvents, readSiteEventQuery } from '@/lib/server/queries/site-events'

export const metadata: Metadata = { title: 'Event log' }

export default async function EventsPage({ searchParams }: PageProps) {
  await dashboard()
  const parameters = await searchParams
  const query = readSiteEventQuery(parameters)
  const { rows, previous, next } = await listSiteEvents(query)
  const here = (change: Record<string, string | null>) =>
    address('/devices/events', parameters, { after: null, before: null, ...change })
  const filters = (['source', 'level', 'server'] as const).filter((name) => query[name] !== null)
  return (
    <ThreePane
      title="Event log"
      toolbar={
        <>
          <span className="font-semibold">Application</span>
          {filters.map((name) => (
            <Chip key={name} removeHref={here({ [name]: null })}>
              {query[name]}
            </Chip>
          ))}
          {query.level === null && (
            <>
              <PageLink className="act text-sm" href={here({ level: 'Error' })}>
                Errors only
              </PageLink>
              <PageLink className="act text-sm" href={here({ level: 'Warning' })}>
                Warnings only
              </PageLink>
            </>
          )}
          <span className="ml-auto">
            <ShowAsCommand id="events-command" {...eventsCommand(query)} />
          </span>
        </>
      }
      tasks={
        <TaskGroup title="Event log tasks">
          <TaskLink href="/devices">Servers</TaskLink>
          <TaskLink href="/email/tracking">Message tracking</TaskLink>
          <TaskLink href="/email/tracking/logs">Log files</TaskLink>
        </TaskGroup>
      }
    >
      <Table
        caption="The Application log of the servers, newest first"
        columns={eventColumns((change) => here(change))}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={filters.length > 0 ? 'No event matches' : 'The log is empty'}>
            {filters.length > 0
              ? 'Take a filter off to see more.'
              : 'What Exchange reports of its own accord stands here: refused configurations, back pressure, poison messages.'}
          </EmptyState>
        }
      />
      <Pager previousHref={previous && here({ before: previous })} nextHref={next && here({ after: next })} />
    </ThreePane>
  )
}
