import { randomBytes } from 'node:crypto'
import type { DecodedPacket } from 'dns-packet'
import { type Answer, type AnswerRecord, canonicalName, type RecordType, type Vantage } from '@/lib/network'
import { resolveAt } from './node-resolver'
import { askPlainly } from './plain-question'
import type { Reach } from './reach'
import { readRecord } from './record-data'

export interface NameServer {
  readonly address: string
  readonly from: Vantage
  /** False at a zone's own servers, who answer for themselves alone. */
  readonly recursive: boolean
  /** How it is called in the answer. */
  readonly name: string
}

/** What a server answered, and what only the packet shows. */
export interface Asked {
  readonly answer: Answer
  /** The server keeps the zone itself (AA, RFC 1035 §4.1.1). */
  readonly own: boolean
  /** Those that it refers to for a zone below its own (RFC 1034 §4.3.2, step 3b). */
  readonly referral: { readonly zone: string; readonly nameServers: readonly string[] } | null
}

/** RFC 1035 §2.3.4, in A-labels: there can be nothing of any other name. */
function isName(name: string): boolean {
  return (
    name.length <= 254 &&
    canonicalName(name)
      .split('.')
      .every((label) => /^[!-~]{1,63}$/.test(label))
  )
}

function recordsOf(answers: DecodedPacket['answers']): AnswerRecord[] {
  return (answers ?? []).flatMap((record) => readRecord(record) ?? [])
}

/** RFC 2308 §5: "there is none" is kept as long as the SOA's TTL and its minimum both allow; without a SOA, not at all. */
function negativeTtl(authorities: readonly AnswerRecord[]): number {
  const soa = authorities.find(({ type }) => type === 'SOA')
  return soa ? Math.min(soa.ttl, Number(soa.data.split(' ')[6])) : 0
}

function referralOf(packet: DecodedPacket, authorities: readonly AnswerRecord[]): Asked['referral'] {
  const servers = authorities.filter(({ type }) => type === 'NS')
  const [first] = servers
  if (!first || packet.flag_aa || packet.answers?.length || packet.flag_ra) return null
  return { zone: first.name, nameServers: servers.map(({ data }) => canonicalName(data)) }
}

function withoutPacket(
  status: Answer['status'],
  server: string,
  records: readonly AnswerRecord[] = [],
): Asked {
  return {
    answer: { status, records, server, cachedForSeconds: null, wildcard: false },
    own: false,
    referral: null,
  }
}

/**
 * Asks one name server. Node's resolver decides what the answer is; the plain question adds what it keeps for itself.
 * Where the two disagree, as when an answer runs out between them, the resolver's stands, with a TTL of zero.
 */
export async function askServer(
  reach: Reach,
  server: NameServer,
  name: string,
  type: RecordType,
): Promise<Asked> {
  if (!isName(name)) return withoutPacket('NXDOMAIN', server.name)
  const { address, from, recursive } = server
  const udp = reach.place('udp', address, 53, from)
  if ('kind' in udp) return withoutPacket('TIMEOUT', server.name)
  const { status, data } = await resolveAt(udp, name, type, reach.answerMs)
  if (status !== 'NOERROR' && status !== 'NXDOMAIN') return withoutPacket(status, server.name)

  const tcp = reach.place('tcp', address, 53, from)
  const packet = await askPlainly({ udp, tcp: 'kind' in tcp ? null : tcp }, name, type, {
    recursive,
    timeoutMs: reach.answerMs,
  })
  const records = recordsOf(packet?.answers).filter(
    (record) => record.type === type || record.type === 'CNAME',
  )
  const found = records.some((record) => record.type === type)
  if (!packet || found !== data.length > 0)
    return withoutPacket(
      status,
      server.name,
      data.map((one) => ({ name, type, ttl: 0, data: one })),
    )
  const authorities = recordsOf(packet.authorities)
  const kept = [...records.map(({ ttl }) => ttl), ...(found ? [] : [negativeTtl(authorities)])]
  const cachedForSeconds = packet.flag_aa ? null : Math.min(...kept)
  return {
    answer: { status, records, server: server.name, cachedForSeconds, wildcard: false },
    own: packet.flag_aa,
    referral: referralOf(packet, authorities),
  }
}

function ownData(records: readonly AnswerRecord[], name: string): string {
  const own = records.filter((record) => record.name === canonicalName(name))
  return own
    .map(({ type, data }) => `${type} ${data.toLowerCase()}`)
    .sort()
    .join('\n')
}

/**
 * Whether a wildcard gave `records`: a name below one that exists gets nothing from a wildcard beside it, and a name
 * below one that does not gets the same (RFC 4592 §2.2.1, the closest encloser). So a name that nobody has is asked for.
 */
export async function fromWildcard(
  reach: Reach,
  server: NameServer,
  { name, type, records }: { name: string; type: RecordType; records: readonly AnswerRecord[] },
): Promise<boolean> {
  const below = `${randomBytes(6).toString('hex')}.${canonicalName(name)}`
  const own = ownData(records, name)
  if (own === '' || below.length > 253) return false
  const { answer } = await askServer(reach, server, below, type)
  return ownData(answer.records, below) === own
}
