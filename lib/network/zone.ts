import type { Noun } from '@/lib/exchange'
import type { RecordType, Vantage } from './door'
import { canonicalName, isWithin } from './names'

/** One record of a zone. `name` is relative to the zone, '@' for the zone itself; `data` as in AnswerRecord. */
export interface ZoneRecord {
  /** Unique in its zone; commands name the record by it. */
  readonly id: string
  readonly name: string
  readonly type: RecordType
  /** Seconds. */
  readonly ttl: number
  readonly data: string
}

/** RFC 1035 §3.3.13; times in seconds. `minimum` is how long "there is no such record" may be kept (RFC 2308). */
export interface StartOfAuthority {
  readonly primary: string
  readonly mailbox: string
  readonly serial: number
  readonly refresh: number
  readonly retry: number
  readonly expire: number
  readonly minimum: number
}

/** A zone: what the domain name provider keeps ('internet'), or the DNS server on the Essentials server ('inside'). */
export interface Zone {
  readonly view: Vantage
  /** Its name, without the root's dot: contoso.com, mail.contoso.com. */
  readonly domain: string
  readonly soa: StartOfAuthority
  readonly nameServers: readonly string[]
  readonly records: readonly ZoneRecord[]
  /** Where Active Directory copies it to, as -ReplicationScope says; null: a file of its own. */
  readonly replicationScope: 'Domain' | 'Forest' | 'Legacy' | null
  readonly dynamicUpdate: 'None' | 'Secure' | 'NonsecureAndSecure'
}

/** Named by `zoneName`: the same domain may be known inside and outside. */
export const zone: Noun<Zone> = { class: 'DnsZone', title: 'DNS zone', secrets: [] }

export function zoneName(view: Vantage, domain: string): string {
  return `${view}/${canonicalName(domain)}`
}

/** The full name of a record's owner, without the root's dot: `ownerName('@', 'contoso.com')` is contoso.com. */
export function ownerName(relative: string, domain: string): string {
  return relative === '@' ? canonicalName(domain) : canonicalName(`${relative}.${domain}`)
}

/** `relativeName('mail.contoso.com', 'contoso.com')` is mail; a name outside the zone stays whole. */
export function relativeName(name: string, domain: string): string {
  const [full, zoneOf] = [canonicalName(name), canonicalName(domain)]
  if (full === zoneOf) return '@'
  return isWithin(full, zoneOf) ? full.slice(0, -zoneOf.length - 1) : full
}

export const nameServersOfProvider = ['ns1.registrar.example', 'ns2.registrar.example'] as const

/** A zone with nothing in it but its own SOA and NS. */
export function emptyZone(
  view: Vantage,
  domain: string,
  nameServers: readonly string[],
  more: Partial<Zone> = {},
): Zone {
  return {
    view,
    domain: canonicalName(domain),
    nameServers,
    soa: {
      primary: nameServers[0] ?? 'localhost',
      mailbox: `hostmaster.${view === 'inside' ? canonicalName(domain) : 'registrar.example'}`,
      serial: 1,
      refresh: view === 'inside' ? 900 : 7200,
      retry: view === 'inside' ? 600 : 900,
      expire: view === 'inside' ? 86_400 : 1_209_600,
      minimum: 3600,
    },
    records: [],
    replicationScope: null,
    dynamicUpdate: 'None',
    ...more,
  }
}

/** The zone with other records, one serial further, as a secondary server expects (RFC 1034 §4.3.5). */
export function withRecords(before: Zone, records: readonly ZoneRecord[]): Partial<Zone> {
  return { records, soa: { ...before.soa, serial: before.soa.serial + 1 } }
}

/** The smallest number that no record, forward or the like has yet. */
export function nextId(taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  let number = 1
  while (ids.has(String(number))) number++
  return String(number)
}

/** All records of the zone, SOA and NS first, by full owner name. */
export function zoneContents(
  of: Zone,
): readonly { owner: string; type: RecordType; ttl: number; data: string }[] {
  const { domain, soa, nameServers, records } = of
  return [
    { owner: domain, type: 'SOA', ttl: soa.minimum, data: soaData(soa) },
    ...nameServers.map((server) => ({ owner: domain, type: 'NS' as const, ttl: 86_400, data: `${server}.` })),
    ...records.map(({ name, type, ttl, data }) => ({ owner: ownerName(name, domain), type, ttl, data })),
  ]
}

function soaData({ primary, mailbox, serial, refresh, retry, expire, minimum }: StartOfAuthority): string {
  return `${primary}. ${mailbox}. ${serial} ${refresh} ${retry} ${expire} ${minimum}`
}
