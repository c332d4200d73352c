import { decode, type OptAnswer } from 'dns-packet'
import { type AskedType, askedType } from './asked-type'
import type { ResponseCode } from './reply'

const headerLength = 12
/** A record has at least the root's name, type, class, TTL and the length of its data (RFC 1035 §4.1.3). */
const shortestRecord = 11
const longestName = 255

/** What of a query's header goes back with the answer. */
export interface QueryHeader {
  readonly id: number
  readonly opcode: number
  readonly recursionDesired: boolean
  readonly checkingDisabled: boolean
}

export interface Question {
  /** As it came, with the case of its letters: many compare it (draft-vixie-dnsext-dns0x20). */
  readonly bytes: Buffer
  /** In lower case, without the root's dot; bytes that are no letter, digit, hyphen … as \DDD. */
  readonly name: string
  readonly typeNumber: number
  readonly type: AskedType
  readonly class: number
}

/** EDNS (RFC 6891). */
export interface Edns {
  readonly version: number
  readonly udpSize: number
  readonly dnssecOk: boolean
}

export interface Query {
  readonly header: QueryHeader
  readonly question: Question
  readonly edns: Edns | null
}

export interface Malformed {
  readonly header: QueryHeader
  readonly problem: ResponseCode
}

function readHeader(packet: Buffer): QueryHeader {
  const flags = packet.readUInt16BE(2)
  return {
    id: packet.readUInt16BE(0),
    opcode: (flags >> 11) & 15,
    recursionDesired: (flags & 0x100) !== 0,
    checkingDisabled: (flags & 0x10) !== 0,
  }
}

const plain = /^[a-zA-Z0-9_*-]+$/

/** A label as text. A dot inside it must not look like one between two (RFC 1035 §5.1). */
function labelText(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  if (plain.test(text)) return text.toLowerCase()
  return [...text.toLowerCase()]
    .map((one) => (plain.test(one) ? one : `\\${String(one.charCodeAt(0)).padStart(3, '0')}`))
    .join('')
}

/** The question's name in full: a pointer cannot stand there, since nothing comes before it. */
function readQuestion(packet: Buffer): Question | null {
  const labels: string[] = []
  let at = headerLength
  for (let length = packet[at] ?? 64; length !== 0; length = packet[at] ?? 64) {
    const end = at + 1 + length
    if (length > 63 || end - headerLength >= longestName) return null
    labels.push(labelText(packet.subarray(at + 1, end)))
    at = end
  }
  if (at + 5 > packet.length) return null
  const typeNumber = packet.readUInt16BE(at + 1)
  return {
    bytes: packet.subarray(headerLength, at + 5),
    name: labels.join('.'),
    typeNumber,
    type: askedType(typeNumber),
    class: packet.readUInt16BE(at + 3),
  }
}

/** Null: none. The OPT record stands once, under the root's name, in the additional section (RFC 6891 §6.1.1). */
function readEdns(packet: Buffer): Edns | null | 'FORMERR' {
  try {
    const { answers = [], authorities = [], additionals = [] } = decode(packet)
    const options = additionals.filter((record): record is OptAnswer => record.type === 'OPT')
    const [first] = options
    if (options.length > 1 || [...answers, ...authorities].some(({ type }) => type === 'OPT'))
      return 'FORMERR'
    if (!first) return null
    if (first.name !== '.') return 'FORMERR'
    return { version: first.ednsVersion, udpSize: first.udpPayloadSize, dnssecOk: first.flag_do }
  } catch {
    return 'FORMERR'
  }
}

/** Null: nothing to answer, for it is no query or too short to be one. */
export function readQuery(packet: Buffer): Query | Malformed | null {
  if (packet.length < headerLength || packet.readUInt8(2) >= 0x80) return null
  const header = readHeader(packet)
  if (header.opcode !== 0) return { header, problem: 'NOTIMP' }
  const records = packet.readUInt16BE(6) + packet.readUInt16BE(8) + packet.readUInt16BE(10)
  const question = packet.readUInt16BE(4) === 1 ? readQuestion(packet) : null
  const room = packet.length - headerLength - (question?.bytes.length ?? 0)
  if (!question || records * shortestRecord > room) return { header, problem: 'FORMERR' }
  const edns = records === 0 ? null : readEdns(packet)
  return edns === 'FORMERR' ? { header, problem: edns } : { header, question, edns }
}
