import type { ReceiveConnector } from '../../organization/receive-connector'
import type { ExchangeVersion } from '../../topology/exchange-version'
import { seconds } from '../time-span'
import { connectorMore, connectorNumber } from './connector-number'

/** What one connection may do on a connector. Times are milliseconds, sizes bytes. */
export interface ConnectorLimits {
  readonly messageSize: number
  readonly headerSize: number
  readonly recipients: number
  readonly protocolErrors: number
  readonly logonFailures: number
  readonly connections: number
  readonly connectionsPerSource: number
  /** Of the connections that are free, for one client. */
  readonly percentagePerSource: number
  /** Messages of a minute. */
  readonly messageRate: number
  readonly messageRateSource: 'None' | 'IPAddress' | 'User' | 'All'
  readonly connectionMs: number
  readonly inactivityMs: number
  /** `00:00:05`, said in the protocol log when a stranger is refused. */
  readonly tarpit: string
  readonly refusesBareLinefeeds: boolean
}

/** Defaults as Set-ReceiveConnector has them; "Default SERVER" takes 5,000 recipients, since servers send there. */
export function connectorLimits(
  name: string,
  connector: ReceiveConnector,
  version: ExchangeVersion,
): ConnectorLimits {
  const number = (setting: string, usual: number) => connectorNumber(connector, setting, usual)
  const text = (setting: string, usual: string) => String(connectorMore(connector, setting) ?? usual)
  const ofServers = name.toLowerCase() === `${connector.server}\\Default ${connector.server}`.toLowerCase()
  return {
    messageSize: connector.maxMessageSize ?? Number.POSITIVE_INFINITY,
    headerSize: number('MaxHeaderSize', (version === '2010' ? 64 : 256) * 1024),
    recipients: number('MaxRecipientsPerMessage', ofServers ? 5000 : 200),
    protocolErrors: number('MaxProtocolErrors', 5),
    logonFailures: number('MaxLogonFailures', 3),
    connections: number('MaxInboundConnection', 5000),
    connectionsPerSource: number('MaxInboundConnectionPerSource', 20),
    percentagePerSource: Math.min(100, number('MaxInboundConnectionPercentagePerSource', 2)),
    messageRate: number('MessageRateLimit', Number.POSITIVE_INFINITY),
    messageRateSource: rateSource(text('MessageRateSource', 'IPAddress')),
    connectionMs: seconds(connector.connectionTimeout) * 1000,
    inactivityMs: seconds(text('ConnectionInactivityTimeout', '00:05:00')) * 1000,
    tarpit: text('TarpitInterval', '00:00:05'),
    refusesBareLinefeeds: connectorMore(connector, 'BareLinefeedRejectionEnabled') === true,
  }
}

const rateSources = ['None', 'IPAddress', 'User', 'All'] as const

function rateSource(given: string): ConnectorLimits['messageRateSource'] {
  return rateSources.find((one) => one.toLowerCase() === given.toLowerCase()) ?? 'IPAddress'
}
