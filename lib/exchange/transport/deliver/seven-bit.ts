import { isUtf8 } from 'node:buffer'
import { parseHeaderValue } from 'nodemailer/lib/mime-funcs'
import { headerValue, type MessageHeader, readHeader } from '../receive/header-fields'
import { splitMultipart } from './multipart'
import { encoded, hasEightBits, mended } from './transfer-encoding'

/** Parts within parts; what is deeper is not looked at. */
const deepest = 30

/** What a part is where its header does not say (RFC 2046 §5.1.5). */
type Usual = 'text/plain' | 'message/rfc822'

interface Part {
  readonly bytes: Buffer
  readonly header: MessageHeader
  readonly head: Buffer
  readonly body: Buffer
  /** In small letters. */
  readonly type: string
  readonly isTyped: boolean
  readonly boundary: string
  readonly encoding: string
}

/**
 * A message as a server takes it that does not know 8BITMIME: each part whose body has eight bits is encoded, and
 * decodes to the same bytes (RFC 6152 §3). Headers stay as they are, those of parts as well: no encoding reaches them,
 * and what has eight bits there alone is sent as it is, unchanged.
 * @returns the same bytes where there is nothing to encode;
 * null where that cannot be: what is signed or encrypted as a whole may not be changed (RFC 1847 §2.1), and
 * neither may a report's fields or an encoding that nobody knows
 */
export function inSevenBits(content: Uint8Array): Buffer | null {
  return convertWhole(Buffer.from(content.buffer, content.byteOffset, content.byteLength), deepest)
}

/** Encodings count in a message alone that says that it is MIME. */
function convertWhole(message: Buffer, depth: number): Buffer | null {
  const converted = convert(message, 'text/plain', depth)
  if (!converted || converted === message) return converted
  const isMime = headerValue(readHeader(converted), 'MIME-Version') !== null
  return isMime ? converted : Buffer.concat([Buffer.from('MIME-Version: 1.0\r\n'), converted])
}

function convert(bytes: Buffer, usual: Usual, depth: number): Buffer | null {
  const part = readPart(bytes, usual)
  if (!hasEightBits(part.body)) return bytes
  if (depth === 0) return null
  const [major] = part.type.split('/')
  if (major === 'multipart') return convertMultipart(part, depth)
  if (part.type === 'message/rfc822') return convertMessage(part, depth)
  // RFC 6532 §3.7: message/global may be encoded, other kinds of message/ may not.
  if (major === 'message' && part.type !== 'message/global') return null
  return convertLeaf(part, major === 'text')
}

function convertMultipart(part: Part, depth: number): Buffer | null {
  const { type, body, boundary } = part
  if (type === 'multipart/signed' || type === 'multipart/encrypted' || boundary === '') return null
  const split = splitMultipart(body, boundary)
  if (!split) return null
  const usual = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const converted: Buffer[] = []
  for (const next of split.parts) {
    const one = convert(next, usual, depth - 1)
    if (!one) return null
    converted.push(one)
  }
  if (converted.every((one, at) => one === split.parts[at])) return part.bytes
  const inside = split.between.flatMap((line, at) => [line, converted[at] ?? nothing])
  const whole = Buffer.concat([sendable(split.preamble), ...inside, sendable(split.epilogue)])
  return withBody(part, labelOf(whole), whole)
}

const nothing = Buffer.alloc(0)

/** Nobody reads what stands around the parts: what cannot be sent of it is left out. */
const sendable = (around: Buffer) => (hasEightBits(around) ? nothing : around)

function convertMessage(part: Part, depth: number): Buffer | null {
  const inner = convertWhole(part.body, depth - 1)
  if (!inner || inner === part.body) return inner && part.bytes
  return withBody(part, labelOf(inner), inner)
}

/** What has parts is not encoded itself (RFC 2045 §6.4); a header within may still have eight bits. */
const labelOf = (body: Buffer) => (hasEightBits(body) ? '8bit' : '7bit')

function convertLeaf(part: Part, isText: boolean): Buffer | null {
  if (!['7bit', '8bit', 'binary'].includes(part.encoding)) {
    const body = mended(part.body, part.encoding)
    return body && withBody(part, part.encoding, body)
  }
  const { encoding, body } = encoded(part.body, isText)
  return withBody(part, encoding, body, part.isTyped ? '' : `Content-Type: ${typeOf(part.body)}\r\n`)
}

function readPart(bytes: Buffer, usual: Usual): Part {
  const header = readHeader(bytes)
  const gap = /^\r?\n/.exec(bytes.toString('latin1', header.end, header.end + 2))?.[0].length ?? 0
  const given = headerValue(header, 'Content-Type')
  const { value, params } = parseHeaderValue(given ?? usual, { stripComments: true })
  const encoding = headerValue(header, 'Content-Transfer-Encoding') ?? '7bit'
  return {
    bytes,
    header,
    head: bytes.subarray(0, header.end),
    body: bytes.subarray(header.end + gap),
    type: String(value).trim().toLowerCase(),
    isTyped: given !== null,
    boundary: String(params.boundary ?? ''),
    encoding: encoding.trim().toLowerCase(),
  }
}

/** RFC 1428: text of which nobody said what its bytes mean is `unknown-8bit`. Most of it is UTF-8. */
const typeOf = (body: Buffer) => `text/plain; charset=${isUtf8(body) ? 'utf-8' : 'unknown-8bit'}`

/** The part with another body, and a header that says how that is encoded. */
function withBody({ header, head }: Part, encoding: string, body: Buffer, more = ''): Buffer {
  const kept = header.fields
    .filter(({ name }) => name.toLowerCase() !== 'content-transfer-encoding')
    .map(({ start, end }) => head.subarray(start, end))
  return Buffer.concat([...kept, Buffer.from(`${more}Content-Transfer-Encoding: ${encoding}\r\n\r\n`), body])
}
