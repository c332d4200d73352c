import { define } from '../organization/definition'
import { type ExchangeVersion, since } from '../topology/exchange-version'
import { logRows, protocolLogRows, transportRoles } from './log-rows'
import {
  countKind,
  initialOf,
  kinds,
  type Named,
  type Rows,
  rows,
  settingsOfTable,
  unlimitedCountKind,
} from './setting-table'

const roles = `${transportRoles('2016')}\\Logs\\Mailbox`
const month = '30.00:00:00'
const week = '7.00:00:00'

const table: readonly Rows[] = [
  rows(kinds.boolean, {
    ConnectivityLogEnabled: true,
    ContentConversionTracingEnabled: false,
    PipelineTracingEnabled: false,
  }),
  rows(kinds.smtp, { PipelineTracingSenderAddress: null }),
  rows(kinds.path, { PipelineTracingPath: `${roles}\\PipelineTracing` }),
  rows(countKind(1, 256), { MaxConcurrentMailboxDeliveries: 20, MaxConcurrentMailboxSubmissions: 20 }),
  rows(kinds.logging, { MailboxDeliveryConnectorProtocolLoggingLevel: 'None' }),
  rows(
    unlimitedCountKind(0, 2_147_483_647),
    { MailboxDeliveryConnectorMaxInboundConnection: 5000 },
    since('2016'),
  ),
  ...logRows('ConnectivityLog', { age: month, directory: 1000, file: 10, path: `${roles}\\Connectivity` }),
  ...['MailboxDeliveryAgentLog', 'MailboxSubmissionAgentLog', 'MailboxDeliveryThrottlingLog'].flatMap(
    (name) =>
      logRows(name, {
        enabled: true,
        age: week,
        directory: name === 'MailboxDeliveryThrottlingLog' ? 200 : 250,
        file: 10,
        path: `${roles}\\${name.replace(/^Mailbox(Delivery|Submission)/, '').replace('Log', '')}\\${name.includes('Submission') ? 'Submission' : 'Delivery'}`,
      }),
  ),
  ...protocolLogRows(roles),
  ...logRows('RoutingTableLog', {
    age: week,
    directory: 50,
    path: `${roles}\\Routing`,
    versions: since('2016'),
  }),
]

/** What stands between the Transport service and the mailbox databases since 2013. Named as the server. */
export const mailboxTransport = define<Named>('MailboxTransportService', 'Mailbox Transport service', {
  columns: ['Name', 'ConnectivityLogEnabled', 'PipelineTracingEnabled'],
  settings: settingsOfTable(table),
})

export function newMailboxTransport(version: ExchangeVersion): Named {
  return initialOf(table, version)
}
