import type { SiteDescription } from '@/lib/essentials'
import { canonicalName, isWithin } from './names'
import { emptyZone, nameServersOfProvider, relativeName, type Zone, type ZoneRecord } from './zone'

/** The seed's record: mail comes from the domain's own address or from its mail server; softfail for the rest. */
export const expectedSpf = 'v=spf1 a mx ~all'

const ttl = 3600

/** The address that the Internet reaches a server at: with several connections the second one is Exchange's. */
export function publicAddressOf(
  { connections, publicAddresses }: SiteDescription,
  whose: 'essentials' | 'exchange',
): string {
  const [first = '', second] = publicAddresses
  return whose === 'exchange' && connections === 'several' ? (second ?? first) : first
}

export function autodiscoverHost({ internetDomain }: SiteDescription): string {
  return `autodiscover.${canonicalName(internetDomain)}`
}

/** The names that clients reach Exchange by, and that its certificate has to hold. */
export function exchangeHostNames(description: SiteDescription): readonly string[] {
  const mail = canonicalName(description.exchange.internetName)
  return description.autodiscover === 'a' ? [mail, autodiscoverHost(description)] : [mail]
}

/** The records that the domain name provider has to have. */
export function expectedRecords(description: SiteDescription): readonly ZoneRecord[] {
  const mail = canonicalName(description.exchange.internetName)
  const address = publicAddressOf(description, 'exchange')
  const record = (id: string, name: string, type: ZoneRecord['type'], data: string): ZoneRecord => ({
    id,
    name: relativeName(name, description.internetDomain),
    type,
    ttl,
    data,
  })
  const { internetDomain } = description
  return [
    record('mail', mail, 'A', address),
    record('mx', internetDomain, 'MX', `0 ${mail}.`),
    record('spf', internetDomain, 'TXT', expectedSpf),
    description.autodiscover === 'a'
      ? record('autodiscover', autodiscoverHost(description), 'A', address)
      : record('autodiscover', `_autodiscover._tcp.${internetDomain}`, 'SRV', `0 0 443 ${mail}.`),
  ]
}

/** The name of Remote Web Access; null where it is not in the domain, as with Microsoft's own remotewebaccess.com. */
export function remoteRecord(description: SiteDescription): ZoneRecord | null {
  const name = canonicalName(description.essentials.internetName)
  if (!isWithin(name, description.internetDomain)) return null
  const data = publicAddressOf(description, 'essentials')
  return { id: 'remote', name: relativeName(name, description.internetDomain), type: 'A', ttl, data }
}

/** A whole zone with the records that should be: what is exported for the provider. */
export function expectedZone(description: SiteDescription): Zone {
  return emptyZone('internet', description.internetDomain, nameServersOfProvider, {
    records: [...expectedRecords(description), ...[remoteRecord(description)].filter((one) => one !== null)],
  })
}
