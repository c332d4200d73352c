import { acceptedDomain } from '../../organization/accepted-domain'
import type { Site } from '../../store'
import type { ExchangeVersion } from '../../topology/exchange-version'
import { readTransportSettings } from '../receive/transport-settings'
import { transportServers } from '../transport-servers'
import { type JournalOrder, journalOrders } from './journal'
import { type RemoteDomainRules, readRemoteDomains } from './remote-domains'
import { type CompiledRule, compiledRules } from './rules/compile'

/** What of the organization the categorizer goes by. */
export interface Policy {
  readonly server: string
  readonly version: ExchangeVersion
  /** The names of all transport servers: who may be an expansion server. */
  readonly servers: readonly string[]
  /** Set-TransportConfig: bytes, and recipients of one message; null is unlimited. */
  readonly maxSendSize: number | null
  readonly maxReceiveSize: number | null
  readonly maxRecipients: number | null
  readonly domains: readonly { readonly domain: string; readonly type: string }[]
  readonly remoteDomains: readonly RemoteDomainRules[]
  readonly rules: readonly CompiledRule[]
  readonly journal: readonly JournalOrder[]
}

export async function readPolicy(site: Site, server: string): Promise<Policy> {
  const [{ version, organization }, domains, servers, remoteDomains, rules, journal] = await Promise.all([
    readTransportSettings(site, server),
    site.store.list(acceptedDomain),
    transportServers(site),
    readRemoteDomains(site),
    compiledRules(site),
    journalOrders(site),
  ])
  const limit = (name: string) => {
    const value = organization[name]
    return typeof value === 'number' ? value : null
  }
  return {
    server,
    version,
    servers: servers.map(({ name }) => name),
    maxSendSize: limit('MaxSendSize'),
    maxReceiveSize: limit('MaxReceiveSize'),
    maxRecipients: limit('MaxRecipientEnvelopeLimit'),
    domains: domains.map(({ properties }) => ({
      domain: properties.domainName,
      type: properties.domainType,
    })),
    remoteDomains,
    rules,
    journal,
  }
}

/** How the organization takes mail for a domain: the closest accepted domain counts. Null for other people's. */
export function domainType({ domains }: Pick<Policy, 'domains'>, domain: string): string | null {
  const wanted = domain.toLowerCase()
  const exact = domains.find((one) => one.domain.toLowerCase() === wanted)
  if (exact) return exact.type
  const above = domains
    .filter((one) => one.domain.startsWith('*.') && isBelow(wanted, one.domain.slice(2).toLowerCase()))
    .toSorted((one, other) => other.domain.length - one.domain.length)
  return above[0]?.type ?? null
}

const isBelow = (domain: string, base: string) => domain === base || domain.endsWith(`.${base}`)

/** Names that RFC 2606 keeps for examples and tests: mail to them reaches nobody. Checked since 2013. */
export function isReserved({ version }: Pick<Policy, 'version'>, domain: string): boolean {
  return version !== '2010' && /(^|\.)(test|example|invalid|localhost|example\.(com|net|org))$/i.test(domain)
}
