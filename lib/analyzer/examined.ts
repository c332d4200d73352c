import { findDescription, type SiteDescription } from '@/lib/essentials'
import {
  clientAccessServer,
  type ExchangeVersion,
  exchangeServer,
  readSiteOfServer,
  type SendConnector,
  type Site,
  type SiteOfServer,
  sendConnector,
} from '@/lib/exchange'
import { type Network, readWorld, type World } from '@/lib/network'

/** Who signs in where a test can. */
export interface Credential {
  readonly address: string
  readonly password: string
}

/** The rehearsed site's own tables. A stranger does not see them; with them a cause can be said exactly. */
export interface Own extends Pick<World, 'router' | 'servers' | 'proxy'> {
  readonly version: ExchangeVersion | null
  /** Where computers of the domain look for Autodiscover. */
  readonly serviceConnectionPoint: string | null
  readonly sendConnectors: readonly SendConnector[]
  readonly siteOfServer?: SiteOfServer
}

/** What an analysis is about, and whom it may ask. */
export interface Examined {
  readonly description: SiteDescription
  readonly network: Network
  /** On the site's clock: certificates are judged by it. */
  readonly now: Date
  readonly user?: Credential
  /** A mailbox that mail may be offered for; without one, postmaster. */
  readonly mailbox?: string
  /** The real site, asked from within its own network or from where the dashboard runs. */
  readonly live?: boolean
  readonly own?: Own
}

async function readOwn(site: Site): Promise<Own> {
  const [{ router, servers, proxy }, exchange, access, connectors, siteOfServer] = await Promise.all([
    readWorld(site),
    site.store.list(exchangeServer),
    site.store.list(clientAccessServer),
    site.store.list(sendConnector),
    readSiteOfServer(site),
  ])
  return {
    router,
    servers,
    proxy,
    version: exchange.find(({ properties }) => properties.roles.length > 0)?.properties.version ?? null,
    serviceConnectionPoint: access[0]?.properties.autoDiscoverServiceInternalUri ?? null,
    sendConnectors: connectors.map(({ properties }) => properties),
    siteOfServer,
  }
}

/** An address in the site's domain that somebody has. */
async function someMailbox(site: Site, domain: string): Promise<string | null> {
  for (const { mailbox } of await site.store.users.list({ limit: 50 }))
    for (const { address } of mailbox?.addresses ?? [])
      if (address.toLowerCase().endsWith(`@${domain.toLowerCase()}`)) return address
  return null
}

/** The rehearsed site, ready to be examined; null before it is described. */
export async function examinedSite(site: Site, user?: Credential): Promise<Examined | null> {
  const description = await findDescription(site)
  if (!description) return null
  const [own, found] = await Promise.all([readOwn(site), someMailbox(site, description.internetDomain)])
  const mailbox = user?.address ?? found
  return {
    description,
    network: site.network,
    now: site.clock.now(),
    own,
    ...(user ? { user } : {}),
    ...(mailbox ? { mailbox } : {}),
  }
}
