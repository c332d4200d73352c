import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { BrokenWays, EdgePlaces, EdgeWays } from '@/components/mail-flow/edge-lists'
import { EdgeMapView } from '@/components/mail-flow/edge-map-view'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { shellVersion } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { edgeCommand } from '@/lib/server/list-commands/transport'
import { siteEdge } from '@/lib/server/queries/edge'

export const metadata: Metadata = { title: 'Map of the edge' }

export default async function EdgeMapPage() {
  const { site } = await dashboard()
  const [map, version] = await Promise.all([siteEdge(site), shellVersion(site)])
  return (
    <ThreePane padded tasks={<EdgeTasks />}>
      <PageHeader
        title="Map of the edge"
        lead="The way of mail between the Internet and the mailboxes. A broken way is red, and says what mends it."
      >
        <ShowAsCommand id="edge-command" {...edgeCommand(version)} />
      </PageHeader>
      <div className="flex flex-col gap-2 pb-4 empty:hidden">
        <BrokenWays lines={map.lines} />
      </div>
      <EdgeMapView map={map} />
      <EdgeWays {...map} />
      <EdgePlaces nodes={map.nodes} />
    </ThreePane>
  )
}

function EdgeTasks() {
  return (
    <TaskGroup title="Edge tasks">
      <TaskLink href="/email/connectors">Connectors</TaskLink>
      <TaskLink href="/network/router">Router</TaskLink>
      <TaskLink href="/email/neighbors">Neighbors</TaskLink>
      <TaskLink href="/email/mail-flow">Watch the mail flow</TaskLink>
    </TaskGroup>
  )
}
