import { acceptedDomain } from '../../organization/accepted-domain'
import { type More, noun, type Site } from '../../store'
import { journalOrders } from '../categorize/journal'
import { domainType } from '../categorize/policy'
import { type RemoteDomainRules, readRemoteDomains } from '../categorize/remote-domains'
import { readTransportSettings } from '../receive'
import type { Reporter } from './report-facts'
import { readReporter } from './reporter'

/** What of the organization decides who is told, and how. */
export interface ReportPolicy {
  readonly internal: Reporter
  readonly external: Reporter
  /** GenerateCopyOfDSNFor: the codes that the Exchange recipient gets a copy of. */
  readonly copiedCodes: readonly string[]
  /** Whoever reads what is sent to the Exchange recipient: an id or an address; null where nobody does. */
  readonly exchangeRecipient: string | null
  readonly journalAddresses: ReadonlySet<string>
  readonly journalingReportNdrTo: string | null
  readonly remoteDomains: readonly RemoteDomainRules[]
  isInternal(address: string): boolean
}

const organizationConfig = noun<{ readonly more?: More }>('OrganizationConfig', 'organization configuration')

export async function readReportPolicy(site: Site, server: string): Promise<ReportPolicy> {
  const [internal, external, { organization }, accepted, journal, remoteDomains, [config]] =
    await Promise.all([
      readReporter(site, server, 'Internal'),
      readReporter(site, server, 'External'),
      readTransportSettings(site, server),
      site.store.list(acceptedDomain),
      journalOrders(site),
      readRemoteDomains(site),
      site.store.list(organizationConfig),
    ])
  const domains = accepted.map(({ properties: { domainName, domainType: type } }) => ({
    domain: domainName,
    type,
  }))
  return {
    internal,
    external,
    copiedCodes: listOf(organization.GenerateCopyOfDSNFor),
    exchangeRecipient: textOf(config?.properties.more?.MicrosoftExchangeRecipientReplyRecipient),
    journalAddresses: new Set(journal.map(({ to }) => to.toLowerCase())),
    journalingReportNdrTo: textOf(organization.JournalingReportNdrTo),
    remoteDomains,
    isInternal(address) {
      const type = domainType({ domains }, address.slice(address.lastIndexOf('@') + 1))
      return type !== null && type !== 'ExternalRelay'
    },
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
