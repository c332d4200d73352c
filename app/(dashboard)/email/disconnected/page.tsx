import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import { Pager } from '@/components/ui/pager'
import { printShortSize } from '@/lib/exchange'
import { address, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { disconnectedCommand } from '@/lib/server/list-commands/email'
import {
  disconnectedPageSize,
  listDisconnected,
  readDisconnectedQuery,
} from '@/lib/server/queries/disconnected'

export const metadata: Metadata = { title: 'Disconnected mailboxes' }

export default async function DisconnectedPage({ searchParams }: PageProps) {
  await dashboard()
  const query = readDisconnectedQuery(await searchParams)
  const { rows, previous, next } = await listDisconnected(query)
  const paged = query.after !== null || query.before !== null
  const here = (change: Record<string, string>) => address('/email/disconnected', {}, change)
  return (
    <ThreePane padded title="Disconnected mailboxes">
      <PropertyTable
        title="Disconnected mailboxes"
        command={disconnectedCommand(paged ? null : disconnectedPageSize)}
        columns={['Guid', 'Name', 'Database', 'Size', 'Disconnected']}
        rows={rows.map(({ guid, displayName, database, bytes, disconnectedAt }) => [
          guid,
          displayName,
          database,
          printShortSize(bytes),
          disconnectedAt.toISOString().slice(0, 16).replace('T', ' '),
        ])}
        empty="A mailbox that outlives its account is kept here for 30 days."
      />
      <Pager previousHref={previous && here({ before: previous })} nextHref={next && here({ after: next })} />
    </ThreePane>
  )
}
