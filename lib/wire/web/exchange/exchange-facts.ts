import type { Server, SiteDescription } from '@/lib/essentials'
import {
  type ActiveSyncVirtualDirectory,
  type AutodiscoverVirtualDirectory,
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  type EcpVirtualDirectory,
  type ExchangeServer,
  ecpVirtualDirectory,
  exchangeOrganization,
  exchangeServer,
  type MapiVirtualDirectory,
  mapiVirtualDirectory,
  type Noun,
  type OabVirtualDirectory,
  type OutlookAnywhere,
  type OwaVirtualDirectory,
  oabVirtualDirectory,
  outlookAnywhere,
  owaVirtualDirectory,
  type PowerShellVirtualDirectory,
  powerShellVirtualDirectory,
  type Site,
  type Stored,
  type WebServicesVirtualDirectory,
  webServicesVirtualDirectory,
} from '@/lib/exchange'

/** The web site of a Client Access server as it is configured now; null: that directory is not there. */
export interface ExchangeFacts {
  /** Computer name. */
  readonly name: string
  readonly exchange: ExchangeServer
  readonly organization: string
  readonly owa: OwaVirtualDirectory | null
  readonly ecp: EcpVirtualDirectory | null
  readonly ews: WebServicesVirtualDirectory | null
  readonly oab: OabVirtualDirectory | null
  readonly activeSync: ActiveSyncVirtualDirectory | null
  readonly autodiscover: AutodiscoverVirtualDirectory | null
  readonly mapi: MapiVirtualDirectory | null
  readonly outlookAnywhere: OutlookAnywhere | null
  readonly powerShell: PowerShellVirtualDirectory | null
}

/** A request at Exchange, with what its answer is made of. */
export interface Asked {
  readonly facts: ExchangeFacts
  readonly site: Site
  readonly description: SiteDescription | null
}

/** Null where no Exchange with a web site is installed on this computer. */
export async function readExchangeFacts(site: Site, one: Stored<Server>): Promise<ExchangeFacts | null> {
  const { store } = site
  const installed = await store.find(exchangeServer, one.name)
  if (!installed?.properties.roles.includes('ClientAccess')) return null
  const of = async <P extends { readonly server: string }>(noun: Noun<P>): Promise<P | null> =>
    (await store.list(noun)).find(
      ({ properties }) => properties.server.toLowerCase() === one.name.toLowerCase(),
    )?.properties ?? null
  const [organization] = await store.list(exchangeOrganization)
  return {
    name: installed.name,
    exchange: installed.properties,
    organization: organization?.name ?? 'First Organization',
    owa: await of(owaVirtualDirectory),
    ecp: await of(ecpVirtualDirectory),
    ews: await of(webServicesVirtualDirectory),
    oab: await of(oabVirtualDirectory),
    activeSync: await of(activeSyncVirtualDirectory),
    autodiscover: await of(autodiscoverVirtualDirectory),
    mapi: installed.properties.version === '2010' ? null : await of(mapiVirtualDirectory),
    outlookAnywhere: await of(outlookAnywhere),
    powerShell: await of(powerShellVirtualDirectory),
  }
}
