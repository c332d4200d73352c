import type { RecordType } from '@/lib/network'

/** What a question may be about: a type of ours, any (RFC 8482), or one that no zone here has (RFC 3597 §5). */
export type AskedType = RecordType | 'ANY' | `TYPE${number}`

const numbers: Readonly<Record<RecordType | 'ANY', number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  ANY: 255,
}
const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name as AskedType]))

export function askedType(number: number): AskedType {
  return names.get(number) ?? `TYPE${number}`
}

/** Questions that are no question for records: zone transfers, and types that only stand in messages (RFC 6895 §3.1). */
export function refusalOf(number: number): 'REFUSED' | 'NOTIMP' | 'FORMERR' | null {
  if (number === 251 || number === 252) return 'REFUSED'
  if (number === 253 || number === 254) return 'NOTIMP'
  return number === 41 || (number >= 128 && number < 255) ? 'FORMERR' : null
}
