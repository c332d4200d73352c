import { type AcceptedDomain, acceptedDomain } from '../../organization/accepted-domain'
import { type EdgeSubscription, edgeSubscription } from '../../organization/edge-subscription'
import {
  type DeliveryAgentConnector,
  deliveryAgentConnector,
  type ForeignConnector,
  foreignConnector,
  type RoutingGroupConnector,
  routingGroupConnector,
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
  /** Connectors to the routing groups of Exchange 2003. */
  readonly groupConnectors: readonly Stored<RoutingGroupConnector>[]
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
  const [sendConnectors, foreignConnectors, agentConnectors, groupConnectors, edges, domains] =
    await store.lists([
      sendConnector,
      foreignConnector,
      deliveryAgentConnector,
      routingGroupConnector,
      edgeSubscription,
      acceptedDomain,
    ])
  return {
    ...{ servers, databases, groups, sites, siteLinks },
    ...{ sendConnectors, foreignConnectors, agentConnectors, groupConnectors, edges, domains },
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

/** All links. DEFAULTIPSITELINK is there without anybody making it; of it only what somebody set is kept. */
export function linksOf({ siteLinks }: RoutingObjects): readonly Stored<AdSiteLink>[] {
  const isFirst = ({ name }: { name: string }) => name.toUpperCase() === firstAdSiteLink
  const never = new Date(0)
  const kept = siteLinks.find(isFirst) ?? {
    ...{ id: '', name: firstAdSiteLink, whenCreated: never, whenChanged: never },
    properties: {},
  }
  const first = { ...kept, properties: { ...newAdSiteLink([firstAdSite]), ...kept.properties } }
  return [first, ...siteLinks.filter((one) => !isFirst(one))]
}
