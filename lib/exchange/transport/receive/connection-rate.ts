import type { ReceiveConnector } from '../../organization/receive-connector'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { frontendTransport, newFrontendTransport } from '../frontend-transport'
import type { Named } from '../setting-table'
import { newTransportServer, transportServer } from '../transport-server'

/** The service that listens for a connector, with the connections that it lets in each minute. */
export interface ConnectionRate {
  readonly service: 'Transport' | 'FrontendTransport'
  readonly perMinute: number
}

/** MaxConnectionRatePerMinute of the service that a connector belongs to. */
export async function connectionRate(
  { store }: Pick<Site, 'store'>,
  { server, transportRole }: Pick<ReceiveConnector, 'server' | 'transportRole'>,
): Promise<ConnectionRate> {
  const version = (await store.find(exchangeServer, server))?.properties.version ?? '2016'
  const isFront = version !== '2010' && transportRole === 'FrontendTransport'
  const kept = await (isFront ? store.find(frontendTransport, server) : store.find(transportServer, server))
  const initial = isFront ? newFrontendTransport(version) : newTransportServer(version)
  const { MaxConnectionRatePerMinute }: Named = { ...initial, ...kept?.properties }
  return {
    service: isFront ? 'FrontendTransport' : 'Transport',
    perMinute: Number(MaxConnectionRatePerMinute ?? 1200),
  }
}
