import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import { receiveConnector, sendConnector } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Connectors' }

export default async function ConnectorsPage() {
  const { site } = await dashboard()
  const [receive, send] = await Promise.all([
    site.store.list(receiveConnector),
    site.store.list(sendConnector),
  ])
  return (
    <ThreePane padded title="Connectors">
      <PropertyTable
        title="Send connectors"
        command={emailCommands.sendConnectors}
        columns={['Name', 'Address spaces', 'Routing', 'Source servers', 'Enabled']}
        rows={send.map(({ name, properties }) => [
          name,
          properties.addressSpaces.join(', '),
          properties.dnsRoutingEnabled ? 'By MX record' : properties.smartHosts.join(', '),
          properties.sourceTransportServers.join(', '),
          properties.enabled ? 'Yes' : 'No',
        ])}
        empty="Without a Send connector no mail goes out to the Internet. The integration wizard makes one."
      />
      <PropertyTable
        title="Receive connectors"
        command={emailCommands.receiveConnectors}
        columns={['Name', 'Listens on', 'For', 'Who may send', 'Greets as']}
        rows={receive.map(({ name, properties }) => [
          name,
          properties.bindings.join(', '),
          properties.remoteIPRanges.join(', '),
          properties.permissionGroups.join(', '),
          properties.fqdn,
        ])}
        empty="Exchange Server is not installed."
      />
    </ThreePane>
  )
}
