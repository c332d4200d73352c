import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer, type ServerRole } from './exchange-server'
import type { ExchangeVersion } from './exchange-version'
import { readSiteOfServer, type SiteOfServer } from './site-membership'

/** A site of Active Directory with mailboxes, and what they lack there. */
export interface LackingSite {
  readonly site: string
  /** Where the mailboxes are. */
  readonly servers: readonly string[]
  /** Of the first of these servers. */
  readonly version: ExchangeVersion
  readonly missing: readonly ServerRole[]
}

/**
 * The sites where mailboxes can't be served: each needs a Hub Transport and a Client Access server beside its Mailbox
 * servers. Since 2013 a Mailbox server brings the transport along, so that Client Access alone can be missing. Servers
 * of 2010 and of later versions do not stand in for each other.
 */
export function sitesLackingRoles(
  servers: readonly Stored<ExchangeServer>[],
  siteOf: SiteOfServer,
): readonly LackingSite[] {
  const groupOf = ({ name, properties: { version } }: Stored<ExchangeServer>) =>
    `${version === '2010' ? '2010' : 'later'} ${siteOf(name)}`
  const groups = [...new Set(servers.map(groupOf))]
  return groups.flatMap((group) =>
    lackingIn(
      servers.filter((one) => groupOf(one) === group),
      siteOf,
    ),
  )
}

function lackingIn(group: readonly Stored<ExchangeServer>[], siteOf: SiteOfServer): readonly LackingSite[] {
  const withMailboxes = group.filter(({ properties }) => properties.roles.includes('Mailbox'))
  const [first] = withMailboxes
  if (!first) return []
  const { version } = first.properties
  const needed: readonly ServerRole[] =
    version === '2010' ? ['HubTransport', 'ClientAccess'] : ['ClientAccess']
  const missing = needed.filter((role) => !group.some(({ properties }) => properties.roles.includes(role)))
  if (missing.length === 0) return []
  return [{ site: siteOf(first.name), servers: withMailboxes.map(({ name }) => name), version, missing }]
}

/** The sites of the organization that lack a role now. */
export async function readLackingSites(site: Site): Promise<readonly LackingSite[]> {
  const [servers, siteOf] = await Promise.all([site.store.list(exchangeServer), readSiteOfServer(site)])
  return sitesLackingRoles(servers, siteOf)
}
