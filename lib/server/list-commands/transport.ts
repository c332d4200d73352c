import type { ExchangeVersion } from '@/lib/exchange'
import { command } from '@/lib/shell'
import { type ListCommand, listed, pipeline } from './list-command'

const logProperties = ['Name', 'MessageTrackingLogPath', 'ReceiveProtocolLogPath', 'SendProtocolLogPath']

/** Where each transport server writes its logs, and which connectors write theirs. */
export function logsCommand(version: ExchangeVersion): ListCommand {
  const servers = command(version === '2010' ? 'Get-TransportServer' : 'Get-TransportService')
  return {
    lines: [
      ...pipeline(servers, command('Format-List', { Property: logProperties })).lines,
      ...['Get-ReceiveConnector', 'Get-SendConnector'].flatMap(
        (name) =>
          pipeline(command(name), command('Format-Table', { Property: ['Name', 'ProtocolLoggingLevel'] }))
            .lines,
      ),
    ],
    note: 'The files themselves are listed here alone.',
  }
}

/** What routing tables are computed from. */
export const routingCommand: ListCommand = {
  ...listed('Get-AdSite', 'Get-AdSiteLink', 'Get-ExchangeServer', 'Get-SendConnector'),
  note: 'No command shows a routing table: these are what it is computed from.',
}

/** What the map of the edge is drawn from. */
export function edgeCommand(version: ExchangeVersion | null): ListCommand {
  const exchange = version
    ? ['Get-ReceiveConnector', 'Get-SendConnector', 'Get-ForeignConnector', 'Get-DeliveryAgentConnector']
    : []
  return listed('Get-Neighbor', 'Get-RouterForward', ...exchange)
}
