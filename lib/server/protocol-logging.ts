import {
  readTransportSettings,
  receiveConnector,
  type Site,
  sendConnector,
  type TransportSettings,
  transportServers,
} from '@/lib/exchange'
import { type Command, command } from '@/lib/shell'

/** Whether the conversations of one connector are written down, and the command that changes it. */
export interface LoggingSwitch {
  /** `receive:EXCH01\Default EXCH01`. */
  readonly id: string
  readonly kind: 'Receive connector' | 'Send connector' | 'Between servers'
  readonly name: string
  readonly verbose: boolean
  readonly change: Command
}

/** Each connector's protocol logging, and that of what servers say to each other (IntraOrgConnector…). */
export async function loggingSwitches(site: Site): Promise<readonly LoggingSwitch[]> {
  const [receive, send, servers] = await Promise.all([
    site.store.list(receiveConnector),
    site.store.list(sendConnector),
    transportServers(site),
  ])
  const settings = await Promise.all(servers.map(({ name }) => readTransportSettings(site, name)))
  return [
    ...receive.map(({ name, properties }) =>
      connectorSwitch('receive', 'Receive connector', name, properties.protocolLoggingLevel),
    ),
    ...send.map(({ name, properties }) =>
      connectorSwitch('send', 'Send connector', name, properties.protocolLoggingLevel),
    ),
    ...settings.map(serverSwitch),
  ]
}

function serverSwitch({ server, version, service }: TransportSettings): LoggingSwitch {
  const verbose = service.IntraOrgConnectorProtocolLoggingLevel === 'Verbose'
  const cmdlet = version === '2010' ? 'Set-TransportServer' : 'Set-TransportService'
  return {
    ...{ id: `server:${server}`, kind: 'Between servers', name: server, verbose },
    change: command(cmdlet, {
      Identity: server,
      IntraOrgConnectorProtocolLoggingLevel: opposite(verbose),
    }),
  }
}

function connectorSwitch(
  id: 'receive' | 'send',
  kind: LoggingSwitch['kind'],
  name: string,
  level: 'None' | 'Verbose',
): LoggingSwitch {
  const verbose = level === 'Verbose'
  const cmdlet = id === 'receive' ? 'Set-ReceiveConnector' : 'Set-SendConnector'
  const change = command(cmdlet, { Identity: name, ProtocolLoggingLevel: opposite(verbose) })
  return { id: `${id}:${name}`, kind, name, verbose, change }
}

function opposite(verbose: boolean): 'None' | 'Verbose' {
  return verbose ? 'None' : 'Verbose'
}
