import type { Metadata } from 'next'
import { ConnectorTasks, connectorHref, type SelectedConnector } from '@/components/email/connector-tasks'
import { OtherConnectors } from '@/components/email/other-connectors'
import { PendingRestarts } from '@/components/email/pending-restarts'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import {
  deliveryAgentConnector,
  foreignConnector,
  rangesInWords,
  receiveConnector,
  runningGroups,
  sendConnector,
  transportServers,
} from '@/lib/exchange'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Connectors' }

export default async function ConnectorsPage({ searchParams }: PageProps) {
  const [{ site, person }, parameters] = await Promise.all([dashboard(), searchParams])
  const [receive, send, foreign, agents, servers] = await Promise.all([
    site.store.list(receiveConnector),
    site.store.list(sendConnector),
    site.store.list(foreignConnector),
    site.store.list(deliveryAgentConnector),
    transportServers(site),
  ])
  const all: readonly SelectedConnector[] = [
    ...send.map(({ name }) => ({ kind: 'Send', name }) as const),
    ...receive.map(({ name }) => ({ kind: 'Receive', name }) as const),
  ]
  const wanted = firstOf(parameters.selected)
  const disabledReason = forRole(person)
  const waiting = receive.flatMap(({ name, properties: { server, permissionGroups, runsWith } }) =>
    runsWith ? [{ name, server, runsWith, permissionGroups }] : [],
  )
  const selected = all.find(({ kind, name }) => `${kind}:${name}` === wanted) ?? null
  return (
    <ThreePane
      padded
      title="Connectors"
      tasks={
        <ConnectorTasks
          selected={selected}
          disabledReason={disabledReason ?? (servers.length === 0 && 'Exchange Server is not installed.')}
        />
      }
    >
      <PendingRestarts connectors={waiting} mayRestart={disabledReason === null} />
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
        rowHref={(name) => connectorHref({ kind: 'Send', name })}
        selected={selected?.kind === 'Send' ? selected.name : null}
        empty="Without a Send connector no mail goes out to the Internet. The integration wizard makes one."
      />
      <PropertyTable
        title="Receive connectors"
        command={emailCommands.receiveConnectors}
        columns={['Name', 'Listens on', 'For', 'Who may send', 'Greets as', 'Enabled']}
        rows={receive.map(({ name, properties }) => [
          name,
          properties.bindings.join(', '),
          rangesInWords(properties.remoteIPRanges),
          runningGroups(properties).join(', '),
          properties.fqdn,
          properties.enabled ? 'Yes' : 'No',
        ])}
        rowHref={(name) => connectorHref({ kind: 'Receive', name })}
        selected={selected?.kind === 'Receive' ? selected.name : null}
        empty="Exchange Server is not installed."
      />
      <OtherConnectors
        foreign={foreign}
        agents={agents}
        commands={{
          foreign: emailCommands.foreignConnectors,
          agents: emailCommands.deliveryAgentConnectors,
        }}
      />
    </ThreePane>
  )
}
