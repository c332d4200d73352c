import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { RoutingDifferences } from '@/components/tracking/routing-differences'
import { RoutingTableView } from '@/components/tracking/routing-table-view'
import { SnapshotList } from '@/components/tracking/snapshot-list'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { shellVersion } from '@/lib/exchange'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { routingCommand } from '@/lib/server/list-commands/transport'
import { findRoutingSnapshot, listRoutingSnapshots } from '@/lib/server/queries/routing-snapshots'

export const metadata: Metadata = { title: 'Routing table' }

export default async function RoutingPage({ searchParams }: PageProps) {
  const parameters = await searchParams
  const { site } = await dashboard()
  const [rows, exchange] = await Promise.all([listRoutingSnapshots(null), shellVersion(site)])
  const chosen = firstOf(parameters.snapshot) ?? rows[0]?.id ?? ''
  const [snapshot, other] = await Promise.all([
    findRoutingSnapshot(chosen),
    findRoutingSnapshot(firstOf(parameters.compare) ?? ''),
  ])
  return (
    <ThreePane
      padded
      tasks={
        <TaskGroup title="Routing tasks">
          {snapshot && (
            <TaskLink href={`/email/tracking/routing/file?id=${snapshot.id}`} plain>
              Download as XML
            </TaskLink>
          )}
          <TaskLink href="/email/connectors">Connectors</TaskLink>
          <TaskLink href="/email/tracking">Message tracking</TaskLink>
        </TaskGroup>
      }
    >
      <PageHeader
        title="Routing table"
        lead="How each transport server sees the way to everywhere. It is written down when the transport starts, when the configuration changes, and every hour."
      >
        {exchange && <ShowAsCommand id="routing-command" {...routingCommand} />}
      </PageHeader>
      <SnapshotList rows={rows} snapshot={snapshot} compared={other?.id ?? null} />
      {snapshot && other && <RoutingDifferences one={other} two={snapshot} />}
      {snapshot && <RoutingTableView snapshot={snapshot} />}
    </ThreePane>
  )
}
