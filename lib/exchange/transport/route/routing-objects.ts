import { type AcceptedDomain, acceptedDomain } from '../../organization/accepted-domain'
import { type EdgeSubscription, edgeSubscription } from '../../organization/edge-subscription'
import {
  type DeliveryAgentConnector,
  deliveryAgentConnector,
  type ForeignConnector,
  foreignConnector,
} from '../../organization/other-connectors'
import { type SendConnector, sendConnector } from '../../organization/send-connector'
import type { Site, Stored } from '../../store'
import {
  type AdSite,
  type AdSiteLink,
  adSite,
  adSiteLink,
  firstAdSite,
  firstAdSiteLink,
  newAdSiteLink,
} from '../../topology/ad-site'
import { type DatabaseAvailabilityGroup, databaseAvailabilityGroup } from '../../topology/availability-group'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { readSiteOfServer, type SiteOfServer } from '../../topology/site-membership'

/** Everything of the site that a routing table is made of. */
export interface RoutingObjects {
  readonly servers: readonly Stored<ExchangeServer>[]
  readonly databases: readonly Stored<MailboxDatabase>[]
  readonly groups: readonly Stored<DatabaseAvailabilityGroup>[]
  readonly sites: readonly Stored<AdSite>[]
  readonly siteLinks: readonly Stored<AdSiteLink>[]
  readonly sendConnectors: readonly Stored<SendConnector>[]
  readonly foreignConnectors: readonly Stored<ForeignConnector>[]
  readonly agentConnectors: readonly Stored<DeliveryAgentConnector>[]
  readonly edges: readonly Stored<EdgeSubscription>[]
  readonly domains: readonly Stored<AcceptedDomain>[]
  readonly siteOfServer: SiteOfServer
}

export async function readRoutingObjects({ store }: Site): Promise<RoutingObjects> {
  const [servers, databases, groups, sites, siteLinks] = await store.lists([
    exchangeServer,
    mailboxDatabase,
    databaseAvailabilityGroup,
    adSite,
    adSiteLink,
  ])
  const [sendConnectors, foreignConnectors, agentConnectors, edges, domains] = await store.lists([
    sendConnector,
    foreignConnector,
    deliveryAgentConnector,
    edgeSubscription,
    acceptedDomain,
  ])
  return {
    ...{ servers, databases, groups, sites, siteLinks },
    ...{ sendConnectors, foreignConnectors, agentConnectors, edges, domains },
    siteOfServer: await readSiteOfServer({ store }),
  }
}

/** All sites with their hub setting; the first one is there without anybody making it. */
export function sitesOf({
  sites,
}: RoutingObjects): readonly { readonly name: string; readonly hub: boolean }[] {
  const own = sites.map(({ name, properties }) => ({ name, hub: properties.hubSiteEnabled }))
  return own.some(({ name }) => name === firstAdSite) ? own : [{ name: firstAdSite, hub: false }, ...own]
}

/** All links; DEFAULTIPSITELINK is there without anybody making it. */
export function linksOf({ siteLinks }: RoutingObjects): readonly Stored<AdSiteLink>[] {
  if (siteLinks.some(({ name }) => name.toUpperCase() === firstAdSiteLink)) return siteLinks
  const never = new Date(0)
  const first = { id: '', name: firstAdSiteLink, whenCreated: never, whenChanged: never }
  return [{ ...first, properties: newAdSiteLink([firstAdSite]) }, ...siteLinks]
}
