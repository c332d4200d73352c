import type { ReceiveConnector } from '../../organization/receive-connector'
import type { ExchangeVersion } from '../../topology/exchange-version'
import { connectorNumber } from './connector-number'

/** MaxHopCount and MaxLocalHopCount: how many servers a message may have passed, and how often this one. */
export interface HopLimits {
  readonly hops: number
  readonly localHops: number
}

/** Of a connector, or of a new one. 30 and 8 on 2010, 60 and 12 later (Set-ReceiveConnector). */
export function hopLimitsOf(connector: ReceiveConnector | null, version: ExchangeVersion): HopLimits {
  const [hops, localHops] = version === '2010' ? [30, 8] : [60, 12]
  return {
    hops: connectorNumber(connector, 'MaxHopCount', hops),
    localHops: connectorNumber(connector, 'MaxLocalHopCount', localHops),
  }
}
