import type { Metadata } from 'next'
import { ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { neighborColumns } from '@/components/neighbors/neighbor-columns'
import { NeighborDetails } from '@/components/neighbors/neighbor-details'
import { NeighborTasks } from '@/components/neighbors/neighbor-tasks'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { neighborsNow, readWorld } from '@/lib/network'
import type { PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { neighborsCommand } from '@/lib/server/list-commands/network'

export const metadata: Metadata = { title: 'Neighbors' }

const shownMessages = 10

export default async function NeighborsPage({ searchParams }: PageProps) {
  const [{ site, person }, { selected: wanted }] = await Promise.all([dashboard(), searchParams])
  const rows = neighborsNow(await readWorld(site))
  const selected = rows.find(({ known }) => known.domain === wanted) ?? rows[0] ?? null
  const hosts = selected?.known.hosts.map(({ name }) => name) ?? []
  const messages = hosts.length > 0 ? await site.mail.outside.list({ hosts, limit: shownMessages }) : []
  return (
    <ThreePane
      title="Neighbors"
      toolbar={
        <>
          <p className="text-sm text-soft">
            Other organizations on the simulated Internet. Each does something else with mail.
          </p>
          <span className="ml-auto">
            <ShowAsCommand
              id="neighbors-command"
              what="the neighbors"
              {...neighborsCommand(selected?.known.domain ?? null)}
            />
          </span>
        </>
      }
      details={selected && <NeighborDetails neighbor={selected} messages={messages} now={site.clock.now()} />}
      tasks={selected && <NeighborTasks neighbor={selected} disabledReason={forRole(person)} />}
    >
      <Table
        caption="Neighbors"
        columns={neighborColumns}
        rows={rows}
        rowKey={({ known }) => known.domain}
        rowHref={({ known }) => `/email/neighbors?selected=${known.domain}`}
        selected={selected?.known.domain ?? null}
      />
    </ThreePane>
  )
}
