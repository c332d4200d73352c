import { type Answer, encode } from 'dns-packet'
import { type AnswerRecord, canonicalName, readMx, readSrv } from '@/lib/network'

const headerLength = 12
/** A character string holds at most 255 bytes (RFC 1035 §3.3). */
const longestString = 255

/** Whether a name fits into a packet (RFC 1035 §2.3.4). */
function isSendable(name: string): boolean {
  if (name === '') return true
  const lengths = canonicalName(name)
    .split('.')
    .map((label) => Buffer.byteLength(label))
  return lengths.every((length) => length > 0 && length < 64) && Buffer.byteLength(name) <= 254
}

function strings(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const parts = Math.max(1, Math.ceil(bytes.length / longestString))
  return Array.from({ length: parts }, (_, part) =>
    bytes.subarray(part * longestString, (part + 1) * longestString),
  )
}

function readSoa(data: string) {
  const [mname = '', rname = '', ...numbers] = data.split(/\s+/)
  const [serial, refresh, retry, expire, minimum] = numbers.map(Number)
  return { mname, rname, serial, refresh, retry, expire, minimum }
}

function targetsIn({ type, data }: AnswerRecord): readonly string[] {
  if (type === 'MX') return [readMx(data).host]
  if (type === 'SRV') return [readSrv(data).target]
  if (type === 'SOA') return [readSoa(data).mname, readSoa(data).rname]
  return type === 'CNAME' || type === 'NS' || type === 'PTR' ? [data] : []
}

/** The record under the root's name. */
function packetForm({ type, ttl, data }: AnswerRecord): Answer {
  const head = { name: '.', ttl }
  switch (type) {
    case 'MX': {
      const { preference, host } = readMx(data)
      return { ...head, type, data: { preference, exchange: host || '.' } }
    }
    case 'SRV': {
      const { target, ...numbers } = readSrv(data)
      return { ...head, type, data: { ...numbers, target: target || '.' } }
    }
    case 'TXT':
      return { ...head, type, data: strings(data) }
    case 'SOA':
      return { ...head, type, data: readSoa(data) }
    default:
      return { ...head, type, data }
  }
}

const made = new WeakMap<AnswerRecord, Buffer | null>()

function make(record: AnswerRecord): Buffer | null {
  if (!targetsIn(record).every(isSendable)) return null
  try {
    return encode({ type: 'response', answers: [packetForm(record)] }).subarray(headerLength + 1)
  } catch {
    return null
  }
}

/** A record from its type on (RFC 1035 §4.1.3). Null: it cannot be sent, as its data is none. */
export function recordBytes(record: AnswerRecord): Buffer | null {
  const known = made.get(record)
  if (known !== undefined) return known
  const bytes = make(record)
  made.set(record, bytes)
  return bytes
}

/** A name without compression. */
export function nameBytes(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.')
  return Buffer.concat([
    ...labels.map((label) => Buffer.from(`${String.fromCharCode(Buffer.byteLength(label))}${label}`)),
    Buffer.of(0),
  ])
}

/** Whether the record can stand in a packet. */
export function canBeSent(record: AnswerRecord): boolean {
  return isSendable(record.name) && recordBytes(record) !== null
}
