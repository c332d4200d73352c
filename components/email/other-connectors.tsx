import type { DeliveryAgentConnector, ForeignConnector, Stored } from '@/lib/exchange'
import { PropertyTable } from './property-table'

type Command = Parameters<typeof PropertyTable>[0]['command']

/** The connectors to what speaks no SMTP, where there are any. The shell makes and changes them. */
export function OtherConnectors({
  foreign,
  agents,
  commands,
}: {
  foreign: readonly Stored<ForeignConnector>[]
  agents: readonly Stored<DeliveryAgentConnector>[]
  commands: { readonly foreign: Command; readonly agents: Command }
}) {
  return (
    <>
      {foreign.length > 0 && (
        <PropertyTable
          title="Foreign connectors"
          command={commands.foreign}
          columns={['Name', 'Address spaces', 'Drop directory', 'Source servers', 'Enabled']}
          rows={foreign.map(({ name, properties }) => [
            name,
            properties.addressSpaces.join(', '),
            properties.dropDirectory,
            ...sourcesAndState(properties),
          ])}
          empty=""
        />
      )}
      {agents.length > 0 && (
        <PropertyTable
          title="Delivery Agent connectors"
          command={commands.agents}
          columns={['Name', 'Address spaces', 'Protocol', 'Source servers', 'Enabled']}
          rows={agents.map(({ name, properties }) => [
            name,
            properties.addressSpaces.join(', '),
            properties.deliveryProtocol,
            ...sourcesAndState(properties),
          ])}
          empty=""
        />
      )}
    </>
  )
}

function sourcesAndState({
  sourceTransportServers,
  enabled,
}: Pick<ForeignConnector, 'sourceTransportServers' | 'enabled'>): readonly string[] {
  return [sourceTransportServers.join(', '), enabled ? 'Yes' : 'No']
}
