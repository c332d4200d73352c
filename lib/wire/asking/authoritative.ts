import { type Answer, canonicalName, isWithin, type RecordType } from '@/lib/network'
import { type Asked, askServer, fromWildcard, type NameServer } from './ask-server'
import type { Reach } from './reach'

/** Registries' zones, the domain's own, and what it delegates: more are somebody's loop. */
const mostReferrals = 8
/** As resolvers do; RFC 1034 leaves the number open. */
const mostAliases = 8
/** A name in the reverse tree of IPv6 has 34 labels. */
const mostLabels = 34
const mostNameServers = 4

interface Delegation {
  readonly zone: string
  readonly nameServers: readonly string[]
}

export function resolverOf(reach: Reach, from: NameServer['from']): NameServer {
  const address = reach.resolvers[from]
  return { address, from, recursive: true, name: address }
}

/** Where name servers are, the resolver is asked once, since every question of a burst needs it. */
function askOnce(reach: Reach, name: string, type: 'NS' | 'A'): Promise<Asked> {
  const key = `${type} ${name}`
  const known = reach.nameServers.get(key) ?? askServer(reach, resolverOf(reach, 'internet'), name, type)
  reach.nameServers.set(key, known)
  return known
}

/**
 * The widest zone above the name that the resolver knows name servers of, from the second label on: those of com are
 * nobody's here. Zones below are found by asking it, past the resolver's memory.
 */
async function findDelegation(reach: Reach, name: string): Promise<Delegation | null> {
  const labels = name.split('.')
  for (let count = 2; count <= Math.min(labels.length, mostLabels); count++) {
    const zone = labels.slice(-count).join('.')
    const { answer } = await askOnce(reach, zone, 'NS')
    const own = answer.records.filter((record) => record.type === 'NS' && record.name === zone)
    if (own.length > 0) return { zone, nameServers: own.map(({ data }) => canonicalName(data)) }
    if (answer.status !== 'NOERROR' && answer.status !== 'NXDOMAIN') return null
  }
  return null
}

async function addressesOf(reach: Reach, nameServer: string): Promise<readonly string[]> {
  const { answer } = await askOnce(reach, nameServer, 'A')
  return answer.records.flatMap(({ type, data }) => (type === 'A' ? data : []))
}

/** The first of them that answers; else what the last one did instead. */
async function askAny(reach: Reach, { nameServers }: Delegation, name: string, type: RecordType) {
  let last: { asked: Asked; server: NameServer } | null = null
  for (const nameServer of nameServers.slice(0, mostNameServers)) {
    const [address] = await addressesOf(reach, nameServer)
    const server: NameServer = {
      address: address ?? '',
      from: 'internet',
      recursive: false,
      name: nameServer,
    }
    last = { asked: address ? await askServer(reach, server, name, type) : nobody(nameServer), server }
    if (last.asked.answer.status === 'NOERROR' || last.asked.answer.status === 'NXDOMAIN') return last
  }
  return last
}

/** A name server without an address: a resolver says SERVFAIL. */
function nobody(server: string): Asked {
  const answer = { status: 'SERVFAIL', records: [], server, cachedForSeconds: null, wildcard: false } as const
  return { answer, own: false, referral: null }
}

/** The answer of the zone's own servers, with the one that gave it; null: the name is in no zone that anybody knows. */
async function askZone(reach: Reach, name: string, type: RecordType) {
  let delegation = await findDelegation(reach, name)
  for (let step = 0; delegation && step < mostReferrals; step++) {
    const met = await askAny(reach, delegation, name, type)
    const referral: Delegation | null = met?.asked.referral ?? null
    const down = referral && referral.zone !== delegation.zone && isWithin(referral.zone, delegation.zone)
    if (!down || !isWithin(name, referral.zone)) return met
    delegation = referral
  }
  return null
}

function aliasOf({ records }: Answer, type: RecordType): string | null {
  if (type === 'CNAME' || records.some((record) => record.type === type)) return null
  const last = records.findLast((record) => record.type === 'CNAME')
  return last ? canonicalName(last.data) : null
}

/** Asks the zone's own servers, and those of the zones that its aliases lead to. */
export async function askAuthority(
  reach: Reach,
  name: string,
  type: RecordType,
  aliases = 0,
): Promise<{ readonly answer: Answer; readonly server: NameServer }> {
  const met = await askZone(reach, name, type)
  if (!met) {
    const server = resolverOf(reach, 'internet')
    return { answer: (await askServer(reach, server, name, type)).answer, server }
  }
  const { answer } = met.asked
  const alias = aliasOf(answer, type)
  if (!alias || answer.status !== 'NOERROR' || aliases >= mostAliases) return { answer, server: met.server }
  const next = await askAuthority(reach, alias, type, aliases + 1)
  const records = [...answer.records, ...next.answer.records]
  return { answer: { ...answer, status: next.answer.status, records }, server: met.server }
}

/** `Network.authoritative`. */
export async function authoritative(reach: Reach, asked: string, type: RecordType): Promise<Answer> {
  const name = canonicalName(asked)
  const { answer, server } = await askAuthority(reach, name, type)
  const wildcard = await fromWildcard(reach, server, { name, type, records: answer.records })
  return { ...answer, cachedForSeconds: null, wildcard }
}

/** `Network.lookup`. A resolver would keep the name that tells a wildcard, so the zone's own servers are asked for it. */
export async function lookup(
  reach: Reach,
  asked: string,
  type: RecordType,
  server: NameServer,
): Promise<Answer> {
  const name = canonicalName(asked)
  const { answer, own } = await askServer(reach, server, name, type)
  const { records } = answer
  if (records.length === 0) return answer
  const teller = own ? server : (await askZone(reach, name, type))?.server
  return { ...answer, wildcard: teller ? await fromWildcard(reach, teller, { name, type, records }) : false }
}
