import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import { printShortSize } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { disconnectedCommand } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Disconnected mailboxes' }

const mostShown = 200

export default async function DisconnectedPage() {
  const { site } = await dashboard()
  const mailboxes = await site.store.disconnected.list(mostShown)
  return (
    <ThreePane padded title="Disconnected mailboxes">
      <PropertyTable
        title="Disconnected mailboxes"
        command={disconnectedCommand(mostShown)}
        columns={['Guid', 'Name', 'Database', 'Size', 'Disconnected']}
        rows={mailboxes.map(({ guid, displayName, mailbox, disconnectedAt }) => [
          guid,
          displayName,
          mailbox.database,
          printShortSize(mailbox.bytes),
          disconnectedAt.toISOString().slice(0, 16).replace('T', ' '),
        ])}
        empty="A mailbox that outlives its account is kept here for 30 days."
      />
    </ThreePane>
  )
}
