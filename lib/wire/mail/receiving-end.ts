import {
  type ConnectionRate,
  type ConnectorLimits,
  connectionRate,
  connectorLimits,
  type ExchangeVersion,
  exchangeServer,
  type Permission,
  permissionsOn,
  type ReceiveConnector,
  type Site,
  type Stored,
} from '@/lib/exchange'
import type { WireSource } from '../source'
import { secureDomains } from './client-certificate'
import { fullName } from './full-name'
import type { PerMinute } from './per-minute'
import type { Verdict } from './recipient'

/** Where a session takes place: a connector of a server, as the site was read. */
export interface ReceivingEnd {
  readonly source: WireSource
  readonly site: Site
  readonly server: string
  readonly address: string
  readonly port: number
  readonly version: ExchangeVersion
  /** What the server is called in its own domain. */
  readonly hostname: string
  readonly connector: Stored<ReceiveConnector>
  readonly limits: ConnectorLimits
  readonly rate: ConnectionRate
  /** Domains whose mail comes by mutual TLS alone; empty where the connector does not go by them. */
  readonly secureDomains: readonly string[]
  /** Messages of a minute, of everybody who comes to this port. */
  readonly messageRates: PerMinute
  /** What Add-ADPermission gave on the connector. */
  readonly permissions: readonly Permission[]
  judge(recipient: string): Promise<Verdict>
}

/** @param place the server with its address, and the port of the connection */
export async function receivingEnd(
  source: WireSource,
  place: Pick<ReceivingEnd, 'server' | 'address' | 'port' | 'judge' | 'messageRates'>,
  connector: Stored<ReceiveConnector>,
): Promise<ReceivingEnd> {
  const site = source.site()
  const computer = await site.store.find(exchangeServer, place.server)
  const version = computer?.properties.version ?? '2016'
  return {
    ...place,
    source,
    site,
    version,
    hostname: computer?.properties.fqdn ?? fullName(source.world(), place.server),
    connector,
    limits: connectorLimits(connector.name, connector.properties, version),
    secureDomains: await secureDomains({ site, server: place.server, connector }),
    rate: await connectionRate(site, connector.properties),
    permissions: await permissionsOn(site, connector.id),
  }
}
