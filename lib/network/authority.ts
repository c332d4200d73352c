import type { RecordType } from './door'
import { canonicalName, isWithin } from './names'
import { type Zone, zoneContents } from './zone'

export interface OwnedRecord {
  readonly owner: string
  readonly type: RecordType
  readonly ttl: number
  readonly data: string
}

/** What the servers of one zone say of one name and type. A CNAME is given as it is, for the asker to follow. */
export interface Authority {
  readonly status: 'NOERROR' | 'NXDOMAIN'
  readonly records: readonly OwnedRecord[]
  readonly wildcard: boolean
  /** Seconds for which "there is none" may be kept: the SOA's minimum (RFC 2308 §5). */
  readonly negativeTtl: number
}

function parent(name: string): string {
  return name.slice(name.indexOf('.') + 1)
}

/** A name exists when it owns a record or when one below it does (empty non-terminal, RFC 4592 §2.2.2). */
function exists(records: readonly OwnedRecord[], name: string): boolean {
  return records.some(({ owner }) => isWithin(owner, name))
}

/** The wildcard that answers for a name that does not exist: that of its closest encloser only (RFC 4592 §3.3.1). */
function sourceOfSynthesis(records: readonly OwnedRecord[], name: string, apex: string): string | null {
  let encloser = parent(name)
  while (encloser !== apex && !exists(records, encloser)) encloser = parent(encloser)
  const wildcard = `*.${encloser}`
  return exists(records, wildcard) ? wildcard : null
}

function answer(
  records: readonly OwnedRecord[],
  owner: string,
  name: string,
  type: RecordType,
): readonly OwnedRecord[] {
  const owned = records.filter((record) => record.owner === owner)
  const wanted = owned.filter((record) => record.type === type)
  const found = wanted.length > 0 ? wanted : owned.filter((record) => record.type === 'CNAME')
  return found.map((record) => ({ ...record, owner: name }))
}

/** The answer of the zone's own servers, by RFC 1034 §4.3.2; `name` is in the zone. */
export function askZone(zone: Zone, asked: string, type: RecordType): Authority {
  const name = canonicalName(asked)
  const records = zoneContents(zone)
  const negativeTtl = zone.soa.minimum
  if (exists(records, name))
    return { status: 'NOERROR', records: answer(records, name, name, type), wildcard: false, negativeTtl }
  const source = sourceOfSynthesis(records, name, zone.domain)
  return source === null
    ? { status: 'NXDOMAIN', records: [], wildcard: false, negativeTtl }
    : { status: 'NOERROR', records: answer(records, source, name, type), wildcard: true, negativeTtl }
}

/** The zone that a name is in: the one with the longest name above it. */
export function findZone(zones: readonly Zone[], name: string): Zone | null {
  return zones
    .filter(({ domain }) => isWithin(name, domain))
    .reduce<Zone | null>((best, one) => (best && best.domain.length >= one.domain.length ? best : one), null)
}
