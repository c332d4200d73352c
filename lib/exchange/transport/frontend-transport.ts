import { define } from '../organization/definition'
import { type ExchangeVersion, since } from '../topology/exchange-version'
import { logRows, transportRoles } from './log-rows'
import { countKind, initialOf, kinds, type Named, type Rows, rows, settingsOfTable } from './setting-table'

const noAdapter = '00000000-0000-0000-0000-000000000000'

const general: readonly Rows[] = [
  rows(kinds.boolean, {
    AntispamAgentsEnabled: false,
    ConnectivityLogEnabled: true,
    ExternalDNSAdapterEnabled: true,
    InternalDNSAdapterEnabled: true,
  }),
  rows(kinds.guid, { ExternalDNSAdapterGuid: noAdapter, InternalDNSAdapterGuid: noAdapter }),
  rows(kinds.protocol, { ExternalDNSProtocolOption: 'Any', InternalDNSProtocolOption: 'Any' }),
  rows(kinds.addresses, { ExternalDNSServers: [], InternalDNSServers: [] }),
  rows(kinds.address, { ExternalIPAddress: null }),
  rows(kinds.logging, { IntraOrgConnectorProtocolLoggingLevel: 'None' }),
  rows(countKind(1, 2_147_483_647), { MaxConnectionRatePerMinute: 1200 }),
  rows(countKind(0, 15), { TransientFailureRetryCount: 6 }),
  rows(kinds.span, { TransientFailureRetryInterval: '00:05:00' }),
]

const frontEnd = `${transportRoles('2016')}\\Logs\\FrontEnd`
const month = '30.00:00:00'
const week = '7.00:00:00'

const logs: readonly Rows[] = [
  ...logRows('AgentLog', {
    enabled: true,
    age: week,
    directory: 250,
    file: 10,
    path: `${frontEnd}\\AgentLog`,
  }),
  ...logRows('ConnectivityLog', { age: month, directory: 1000, file: 10, path: `${frontEnd}\\Connectivity` }),
  ...logRows('DnsLog', { enabled: false, age: week, directory: 100, file: 10, path: null }),
  ...logRows('ReceiveProtocolLog', {
    age: month,
    directory: 250,
    file: 10,
    path: `${frontEnd}\\ProtocolLog\\SmtpReceive`,
  }),
  ...logRows('SendProtocolLog', {
    age: month,
    directory: 250,
    file: 10,
    path: `${frontEnd}\\ProtocolLog\\SmtpSend`,
  }),
  ...logRows('RoutingTableLog', {
    age: week,
    directory: 50,
    path: `${frontEnd}\\Routing`,
    versions: since('2016'),
  }),
]

/** The service that takes mail from outside since 2013 and hands it to the Transport service. Named as the server. */
export const frontendTransport = define<Named>('FrontendTransportService', 'Front End Transport service', {
  columns: ['Name', 'AntispamAgentsEnabled', 'ConnectivityLogEnabled'],
  settings: settingsOfTable([...general, ...logs]),
})

export function newFrontendTransport(version: ExchangeVersion): Named {
  return initialOf([...general, ...logs], version)
}
