import { addressScope } from './addresses'
import { publicAddressOf } from './expected-records'
import { otherDomains, otherHosts } from './internet'
import { neighborZones } from './neighbors/neighbor-zones'
import type { World } from './world'
import { emptyZone, relativeName, type Zone, type ZoneRecord } from './zone'

/** The provider of everybody's addresses: it keeps their reverse zones and a name for each customer's. */
const provider = { domain: 'isp.example', nameServer: 'ns.isp.example' }
const ttl = 3600

/** What the provider calls the address of a customer who asked for nothing else. */
function genericName(address: string): string {
  return `${address.replaceAll('.', '-')}.static.${provider.domain}`
}

/** `203.0.113.25` is 25.113.0.203.in-addr.arpa (RFC 1035 §3.5). */
export function reverseNameOf(address: string): string {
  return `${address.split('.').toReversed().join('.')}.in-addr.arpa`
}

/** The public addresses of the site, each with the name that the provider gives to it. */
function namesOfSite({ description, router }: World): ReadonlyMap<string, string> {
  if (!description) return new Map()
  const sender = publicAddressOf(description, 'exchange')
  const addresses = description.publicAddresses.filter((address) => addressScope(address) === 'public')
  return new Map(
    addresses.map((address) => [
      address,
      (address === sender ? router?.reverseName : null) ?? genericName(address),
    ]),
  )
}

/** Other mail servers, whose reverse names are as they should be. */
function namesOfOthers(): ReadonlyMap<string, string> {
  const mailServers = otherHosts.filter(({ port }) => port === 25)
  return new Map([
    ['198.51.100.1', 'dns.isp.example'],
    ['198.51.100.3', provider.nameServer],
    ...mailServers.map(({ address, server }) => [address, server] as const),
  ])
}

/** One zone for each network of 256 addresses. */
function reverseZones(names: ReadonlyMap<string, string>): readonly Zone[] {
  const records = new Map<string, ZoneRecord[]>()
  for (const [address, name] of names) {
    const full = reverseNameOf(address)
    const domain = full.slice(full.indexOf('.') + 1)
    const id = String((records.get(domain)?.length ?? 0) + 1)
    const record: ZoneRecord = { id, name: relativeName(full, domain), type: 'PTR', ttl, data: `${name}.` }
    records.set(domain, [...(records.get(domain) ?? []), record])
  }
  return [...records].map(([domain, of]) =>
    emptyZone('internet', domain, [provider.nameServer], { records: of }),
  )
}

/** The provider's own zone with an address for each name that it made up. */
function withGenericNames(zone: Zone, names: ReadonlyMap<string, string>): Zone {
  const made = [...names].filter(([address, name]) => name === genericName(address))
  const records = made.map(
    ([address, name], index): ZoneRecord => ({
      id: `static-${index}`,
      name: relativeName(name, zone.domain),
      type: 'A',
      ttl,
      data: address,
    }),
  )
  return { ...zone, records: [...zone.records, ...records] }
}

/**
 * Every zone that the Internet's name servers keep: the site's registered domains as they are at its domain name
 * provider, the rest of the world, and the reverse names of its addresses.
 */
export function internetZones(world: World): readonly Zone[] {
  const registered = world.zones.filter(({ view }) => view === 'internet')
  const taken = new Set(registered.map(({ domain }) => domain))
  const ours = namesOfSite(world)
  const others = otherDomains.map((zone) =>
    zone.domain === provider.domain ? withGenericNames(zone, ours) : zone,
  )
  const all = [...others, ...neighborZones(world), ...reverseZones(new Map([...namesOfOthers(), ...ours]))]
  return [...registered, ...all.filter(({ domain }) => !taken.has(domain))]
}
