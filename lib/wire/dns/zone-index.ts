import { type AnswerRecord, canonicalName, isWithin, type Zone, zoneContents } from '@/lib/network'
import type { AskedType } from './asked-type'
import { canBeSent } from './record-bytes'

/** A zone made ready for questions. Names that only have others below them own nothing (RFC 4592 §2.2.2). */
export interface IndexedZone {
  readonly domain: string
  /** Its TTL is that of "there is none" (RFC 2308 §3). */
  readonly soa: AnswerRecord
  readonly names: ReadonlyMap<string, readonly AnswerRecord[]>
}

/** By the zone's name; the root's is empty. */
export type ZoneIndex = ReadonlyMap<string, IndexedZone>

/** What is known of one name and type. A CNAME is given as it is, for the asker to follow. */
export interface Step {
  readonly status: 'NOERROR' | 'NXDOMAIN'
  readonly records: readonly AnswerRecord[]
  /** Of the zone that says that there is none. */
  readonly soa: AnswerRecord | null
  readonly wildcard: boolean
  readonly authoritative: boolean
}

export function parent(name: string): string {
  const dot = name.indexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1)
}

/** Records of one name and type have one TTL, the least, and each stands once (RFC 2181 §5). */
function asSets(records: readonly AnswerRecord[]): readonly AnswerRecord[] {
  const once = [...new Map(records.map((one) => [`${one.type} ${one.data}`, one])).values()]
  return once.map((one) => {
    const ttl = Math.min(...once.filter(({ type }) => type === one.type).map((other) => other.ttl))
    return ttl === one.ttl ? one : { ...one, ttl }
  })
}

function indexZone(zone: Zone): IndexedZone | null {
  const domain = canonicalName(zone.domain)
  const names = new Map<string, AnswerRecord[]>()
  for (const { owner, type, ttl, data } of zoneContents(zone)) {
    const record: AnswerRecord = { name: owner, type, ttl, data }
    if (!isWithin(owner, domain) || !canBeSent(record)) continue
    names.set(owner, [...(names.get(owner) ?? []), record])
    for (let above = owner; above !== domain && above !== ''; above = parent(above))
      if (!names.has(above)) names.set(above, [])
  }
  const soa = names.get(domain)?.find(({ type }) => type === 'SOA')
  return soa ? { domain, soa, names: new Map([...names].map(([name, of]) => [name, asSets(of)])) } : null
}

export function indexZones(zones: readonly Zone[]): ZoneIndex {
  const indexed = zones.map(indexZone).filter((one): one is IndexedZone => one !== null)
  return new Map(indexed.map((one) => [one.domain, one]))
}

/** The root of the simulated Internet, which knows that com is there because contoso.com is. */
export function withRoot(index: ZoneIndex): ZoneIndex {
  const data = 'a.root-servers.example. hostmaster.root-servers.example. 1 1800 900 604800 900'
  const soa: AnswerRecord = { name: '', type: 'SOA', ttl: 900, data }
  const server: AnswerRecord = { name: '', type: 'NS', ttl: 86_400, data: 'a.root-servers.example.' }
  const names = new Map<string, readonly AnswerRecord[]>([['', [soa, server]]])
  for (const domain of index.keys())
    for (let above = parent(domain); above !== ''; above = parent(above)) names.set(above, [])
  return new Map([...index, ['', { domain: '', soa, names }]])
}

/** The zone that a name is in: the one with the longest name above it. */
export function findZone(index: ZoneIndex, name: string): IndexedZone | null {
  for (let at = name; ; at = parent(at)) {
    const found = index.get(at)
    if (found || at === '') return found ?? null
  }
}

function select(owned: readonly AnswerRecord[], type: AskedType): readonly AnswerRecord[] {
  // RFC 8482 §4.1: of all that there is, one set.
  const wanted = type === 'ANY' ? owned[0]?.type : type
  const found = owned.filter((record) => record.type === wanted)
  return found.length > 0 ? found : owned.filter((record) => record.type === 'CNAME')
}

/** The wildcard that answers for a name that does not exist: that of its closest encloser only (RFC 4592 §3.3.1). */
function sourceOfSynthesis({ names, domain }: IndexedZone, name: string): readonly AnswerRecord[] | null {
  let encloser = parent(name)
  while (encloser !== domain && !names.has(encloser)) encloser = parent(encloser)
  return names.get(encloser === '' ? '*' : `*.${encloser}`) ?? null
}

/** What the zone's own servers say, by RFC 1034 §4.3.2; `name` is in the zone. */
export function askZone(zone: IndexedZone, name: string, type: AskedType): Step {
  const owned = zone.names.get(name)
  const source = owned ? null : sourceOfSynthesis(zone, name)
  const from = owned ?? source
  if (!from) return { status: 'NXDOMAIN', records: [], soa: zone.soa, wildcard: false, authoritative: true }
  const found = select(from, type)
  return {
    status: 'NOERROR',
    records: source ? found.map((record) => ({ ...record, name })) : found,
    soa: found.length > 0 ? null : zone.soa,
    wildcard: source !== null,
    authoritative: true,
  }
}
