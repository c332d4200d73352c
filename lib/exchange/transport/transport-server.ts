import { ok, type Result, refuse } from '@/lib/shell'
import { define } from '../organization/definition'
import { sizeKind } from '../organization/kind'
import { type ExchangeVersion, since } from '../topology/exchange-version'
import { logRows, protocolLogRows, transportRoles } from './log-rows'
import {
  countKind,
  initialOf,
  kilobyte,
  kinds,
  type Named,
  type Rows,
  rows,
  settingsOfTable,
  unlimitedCountKind,
} from './setting-table'
import { seconds } from './time-span'

/**
 * Settings of the Transport service with the values that Setup leaves (Set-TransportServer, Set-TransportService).
 * MessageRetryInterval: the queue documentation's 15 minutes, not the cmdlet reference's 5.
 */
const general = (version: ExchangeVersion): readonly Rows[] => [
  rows(kinds.boolean, {
    AntispamAgentsEnabled: false,
    ContentConversionTracingEnabled: false,
    ExternalDNSAdapterEnabled: true,
    InternalDNSAdapterEnabled: true,
    MessageTrackingLogEnabled: true,
    MessageTrackingLogSubjectLoggingEnabled: true,
    ConnectivityLogEnabled: true,
    IrmLogEnabled: true,
    PipelineTracingEnabled: false,
    PoisonMessageDetectionEnabled: true,
    RecipientValidationCacheEnabled: false,
    UseDowngradedExchangeServerAuth: false,
  }),
  rows(kinds.span, {
    DelayNotificationTimeout: '04:00:00',
    MessageExpirationTimeout: '2.00:00:00',
    MessageRetryInterval: '00:15:00',
    OutboundConnectionFailureRetryInterval: '00:10:00',
    QueueMaxIdleTime: '00:03:00',
    TransientFailureRetryInterval: '00:05:00',
  }),
  rows(countKind(0, 15), { TransientFailureRetryCount: 6 }),
  rows(countKind(1, 10), { PoisonThreshold: 2 }),
  rows(countKind(1, 256), { MaxConcurrentMailboxDeliveries: 20, MaxConcurrentMailboxSubmissions: 20 }),
  rows(countKind(1, 20_000), { PickupDirectoryMaxMessagesPerMinute: 100 }),
  rows(countKind(1, 10_000), { PickupDirectoryMaxRecipientsPerMessage: 100 }),
  rows(countKind(1, 2_147_483_647), { MaxConnectionRatePerMinute: 1200 }),
  rows(countKind(0, 2_147_483_647), { IntraOrgConnectorSmtpMaxMessagesPerConnection: 20 }),
  rows(unlimitedCountKind(1, 2_147_483_647), {
    MaxOutboundConnections: 1000,
    MaxPerDomainOutboundConnections: version === '2010' ? 20 : 40,
  }),
  rows(sizeKind, { PickupDirectoryMaxHeaderSize: 64 * kilobyte }),
  rows(kinds.logging, { IntraOrgConnectorProtocolLoggingLevel: 'None' }),
  rows(kinds.protocol, { ExternalDNSProtocolOption: 'Any', InternalDNSProtocolOption: 'Any' }),
  rows(kinds.guid, {
    ExternalDNSAdapterGuid: '00000000-0000-0000-0000-000000000000',
    InternalDNSAdapterGuid: '00000000-0000-0000-0000-000000000000',
  }),
  rows(kinds.addresses, { ExternalDNSServers: [], InternalDNSServers: [] }),
  rows(kinds.address, { ExternalIPAddress: null }),
  rows(kinds.smtp, { PipelineTracingSenderAddress: null }),
  rows(kinds.text, { RootDropDirectoryPath: null }),
]

function logs(version: ExchangeVersion): readonly Rows[] {
  const roles = transportRoles(version)
  const hub = version === '2010' ? `${roles}\\Logs` : `${roles}\\Logs\\Hub`
  const month = '30.00:00:00'
  const week = '7.00:00:00'
  const since2013 = since('2013')
  return [
    rows(kinds.path, {
      PickupDirectoryPath: `${roles}\\Pickup`,
      ReplayDirectoryPath: `${roles}\\Replay`,
      PipelineTracingPath: `${hub}\\PipelineTracing`,
    }),
    ...logRows('ActiveUserStatisticsLog', {
      age: month,
      directory: 250,
      file: 10,
      limited: 'both',
      path: `${hub}\\ActiveUsersStats`,
    }),
    ...logRows('ServerStatisticsLog', {
      age: month,
      directory: 250,
      file: 10,
      limited: 'both',
      path: `${hub}\\ServerStats`,
    }),
    ...logRows('ConnectivityLog', { age: month, directory: 1000, file: 10, path: `${hub}\\Connectivity` }),
    ...logRows('IrmLog', {
      age: month,
      directory: 250,
      file: 10,
      limited: 'file',
      path: `${roles}\\Logs\\IRMLogs`,
    }),
    ...logRows('MessageTrackingLog', {
      age: month,
      directory: 1000,
      file: 10,
      limited: 'file',
      path: `${roles}\\Logs\\MessageTracking`,
    }),
    ...protocolLogRows(hub),
    ...logRows('RoutingTableLog', { age: week, directory: 50, path: `${hub}\\Routing` }),
    ...logRows('AgentLog', {
      enabled: true,
      age: week,
      directory: 250,
      file: 10,
      path: `${hub}\\AgentLog`,
      versions: since2013,
    }),
    ...logRows('DnsLog', {
      enabled: false,
      age: week,
      directory: 100,
      file: 10,
      path: null,
      versions: since2013,
    }),
    ...logRows('QueueLog', {
      age: week,
      directory: 200,
      file: 10,
      path: `${hub}\\QueueViewer`,
      versions: since2013,
    }),
    ...logRows('WlmLog', { age: week, directory: 250, file: 10, path: `${hub}\\WLM`, versions: since2013 }),
  ]
}

const table = (version: ExchangeVersion) => [...general(version), ...logs(version)]

/** Named as the server. Get-TransportServer and, since 2013, Get-TransportService show the same settings. */
export const transportServer = define<Named>('TransportServer', 'Transport service', {
  columns: ['Name', 'MessageTrackingLogEnabled', 'AntispamAgentsEnabled'],
  settings: settingsOfTable(table('2016')),
  check: async ({ properties }) => checkTimes(properties),
})

export function newTransportServer(version: ExchangeVersion): Named {
  return initialOf(table(version), version)
}

/** A message is not reported late after it has been given up. */
function checkTimes({ DelayNotificationTimeout, MessageExpirationTimeout }: Named): Result<void> {
  return seconds(String(DelayNotificationTimeout)) <= seconds(String(MessageExpirationTimeout))
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'DelayNotificationAfterExpiration',
        'The value of the DelayNotificationTimeout parameter must be less than or equal to the value of the MessageExpirationTimeout parameter.',
        {
          target: 'DelayNotificationTimeout',
          recommendedAction: `Messages expire after ${MessageExpirationTimeout}: use that or less.`,
        },
      )
}
