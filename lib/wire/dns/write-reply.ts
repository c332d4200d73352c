import type { AnswerRecord } from '@/lib/network'
import type { Query, QueryHeader } from './read-query'
import { nameBytes, recordBytes } from './record-bytes'
import { type Reply, type ResponseCode, responseCodes } from './reply'

/** What fits into a UDP answer when the asker says nothing of it (RFC 1035 §4.2.1). */
const leastUdp = 512
/** What passes every network in one piece (DNS Flag Day 2020). */
const mostUdp = 1232
const mostTcp = 65_535
const headerLength = 12
/** A pointer has 14 bits for the place that it leads to (RFC 1035 §4.1.4). */
const farthestPlace = 0x3fff

interface Bits {
  readonly authoritative?: boolean
  readonly truncated?: boolean
  readonly recursive: boolean
}

function headerBytes(
  { id, opcode, recursionDesired, checkingDisabled }: QueryHeader,
  code: ResponseCode,
  { authoritative, truncated, recursive }: Bits,
  counts: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(headerLength)
  const flags =
    0x8000 |
    (opcode << 11) |
    (authoritative ? 0x400 : 0) |
    (truncated ? 0x200 : 0) |
    (recursionDesired ? 0x100 : 0) |
    (recursive ? 0x80 : 0) |
    (checkingDisabled ? 0x10 : 0) |
    (responseCodes[code] & 15)
  bytes.writeUInt16BE(id, 0)
  bytes.writeUInt16BE(flags, 2)
  counts.forEach((count, index) => {
    bytes.writeUInt16BE(count, 4 + index * 2)
  })
  return bytes
}

/** An answer that says only what is wrong, to what could not be understood. */
export function writeProblem(header: QueryHeader, code: ResponseCode, recursive: boolean): Buffer {
  return headerBytes(header, code, { recursive }, [0, 0, 0, 0])
}

/** RFC 6891 §6.1.2: the root's name, type 41, our size, the upper bits of the code, our version, the DO bit. */
function optBytes(code: ResponseCode, dnssecOk: boolean): Buffer {
  const bytes = Buffer.alloc(11)
  bytes.writeUInt16BE(41, 1)
  bytes.writeUInt16BE(mostUdp, 3)
  bytes.writeUInt8(responseCodes[code] >> 4, 5)
  bytes.writeUInt16BE(dnssecOk ? 0x8000 : 0, 7)
  return bytes
}

/** Records one after the other; an owner that the message has already becomes a pointer to it. */
class Records {
  readonly parts: Buffer[] = []
  readonly #places: Map<string, number>
  length: number

  constructor(question: string, start: number) {
    this.#places = new Map([[question, headerLength]])
    this.length = start
  }

  #owner(name: string): Buffer {
    const place = this.#places.get(name)
    if (place !== undefined) return Buffer.of(0xc0 | (place >> 8), place & 255)
    if (this.length <= farthestPlace) this.#places.set(name, this.length)
    return nameBytes(name)
  }

  add(record: AnswerRecord): void {
    const bytes = recordBytes(record)
    if (!bytes) return
    const owner = this.#owner(record.name)
    this.parts.push(owner, bytes)
    this.length += owner.length + bytes.length
  }
}

export function limitOf({ edns }: Query, transport: 'udp' | 'tcp'): number {
  if (transport === 'tcp') return mostTcp
  return edns ? Math.min(Math.max(edns.udpSize, leastUdp), mostUdp) : leastUdp
}

/**
 * The answer as a packet of at most `limit` bytes. What does not fit is left out whole, with the TC bit, so that the
 * asker comes back by TCP (RFC 2181 §9); the additional section is left out without it.
 */
export function writeReply(query: Query, reply: Reply, limit: number, recursive: boolean): Buffer {
  const { header, question, edns } = query
  const opt = edns ? [optBytes(reply.code, edns.dnssecOk)] : []
  const room = limit - (edns ? 11 : 0)
  const start = headerLength + question.bytes.length
  const records = new Records(question.name, start)
  for (const record of [...reply.answers, ...reply.authority]) records.add(record)
  const truncated = records.length > room
  const required = truncated ? [] : [...records.parts]
  let more = 0
  for (const record of truncated ? [] : reply.additional) {
    records.add(record)
    if (records.length > room) break
    more = records.parts.length - required.length
  }
  const counts = [
    1,
    truncated ? 0 : reply.answers.length,
    truncated ? 0 : reply.authority.length,
    more / 2 + opt.length,
  ]
  const bits = { authoritative: reply.authoritative, truncated, recursive }
  return Buffer.concat([
    headerBytes(header, reply.code, bits, counts),
    question.bytes,
    ...required,
    ...(truncated ? [] : records.parts.slice(required.length, required.length + more)),
    ...opt,
  ])
}
