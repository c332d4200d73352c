import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import type { ExchangeVersion } from '../../topology/exchange-version'
import type { Named } from '../setting-table'
import { newTransportConfig, transportConfig, transportConfigName } from '../transport-config'
import { newTransportServer, transportServer } from '../transport-server'

/** What the transport of one server goes by. Settings have Exchange's names, and the values that Setup left. */
export interface TransportSettings {
  readonly server: string
  readonly fqdn: string
  readonly version: ExchangeVersion
  /** 15.1.2507.6 */
  readonly build: string
  /** Get-TransportServer, since 2013 Get-TransportService. */
  readonly service: Named
  /** Get-TransportConfig. */
  readonly organization: Named
}

/** Reads them as they are now. A server that nobody described has the settings of a new one. */
export async function readTransportSettings(
  { store }: Pick<Site, 'store'>,
  server: string,
): Promise<TransportSettings> {
  const [computer, service, organization] = await Promise.all([
    store.find(exchangeServer, server),
    store.find(transportServer, server),
    store.find(transportConfig, transportConfigName),
  ])
  const { version, build, fqdn } = computer?.properties ?? {
    version: '2016' as const,
    build: '15.1.2507.6',
    fqdn: server,
  }
  return {
    server,
    fqdn,
    version,
    build,
    service: { ...newTransportServer(version), ...service?.properties },
    organization: { ...newTransportConfig(version), ...organization?.properties },
  }
}
