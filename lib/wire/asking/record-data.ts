import type { Answer as PacketAnswer } from 'dns-packet'
import { type AnswerRecord, canonicalName, type RecordType } from '@/lib/network'

const shownTypes: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'MX',
  'TXT',
  'SRV',
  'CNAME',
  'NS',
  'SOA',
  'PTR',
] satisfies RecordType[])

/** With the root's dot at its end, as in a zone file; the root itself is one dot. */
function absolute(name: string): string {
  return `${name.replace(/\.$/, '')}.`
}

function text(strings: string | Buffer | readonly (string | Buffer)[]): string {
  const parts = typeof strings === 'string' || Buffer.isBuffer(strings) ? [strings] : strings
  return Buffer.concat(parts.map((part) => Buffer.from(part))).toString('utf8')
}

function dataOf(record: PacketAnswer): string | null {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.data
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return absolute(record.data)
    case 'MX':
      return `${record.data.preference ?? 0} ${absolute(record.data.exchange)}`
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = record.data
      return `${priority} ${weight} ${port} ${absolute(target)}`
    }
    case 'TXT':
      return text(record.data)
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data
      return [absolute(mname), absolute(rname), serial, refresh, retry, expire, minimum].join(' ')
    }
    default:
      return null
  }
}

/** A record of a packet, its data as a zone file writes it; null for types that nobody here asks for. */
export function readRecord(record: PacketAnswer): AnswerRecord | null {
  if (!shownTypes.has(record.type)) return null
  const data = dataOf(record)
  if (data === null || !('ttl' in record)) return null
  // RFC 2181 §8: a TTL with its highest bit set counts as zero.
  const ttl = (record.ttl ?? 0) > 0x7fffffff ? 0 : (record.ttl ?? 0)
  return { name: canonicalName(record.name), type: record.type as RecordType, ttl, data }
}
