import { encode, wrap } from 'nodemailer/lib/qp'

/** RFC 2045 §6.8: lines of 76 characters hold 57 bytes. */
const bytesInLine = 57

/** Whether somewhere is a byte beyond ASCII. */
export function hasEightBits(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 127)
}

/** Quoted-printable (RFC 2045 §6.7) for lines of text, base64 for all else and where it is shorter. */
export function encoded(body: Buffer, isText: boolean) {
  const eightBits = body.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0)
  return isText && hasLines(body) && eightBits * 3 < body.length
    ? { encoding: 'quoted-printable', body: Buffer.from(wrap(encode(body)), 'latin1') }
    : { encoding: 'base64', body: inBase64(body) }
}

/** A lone CR or LF is data, which quoted-printable as it is written here would not keep. */
const hasLines = (body: Buffer) => !/\r(?!\n)|(?<!\r)\n/.test(body.toString('latin1'))

function inBase64(body: Buffer): Buffer {
  const lines: string[] = []
  for (let at = 0; at < body.length; at += bytesInLine)
    lines.push(body.toString('base64', at, Math.min(at + bytesInLine, body.length)))
  if (body.at(-1) === 10) lines.push('')
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

/** What decodes to the same as a body that says that it is encoded and has eight bits all the same; null: nobody knows. */
export function mended(body: Buffer, encoding: string): Buffer | null {
  // RFC 2045 §6.8: what is no letter of the alphabet is passed over.
  if (encoding === 'base64') return Buffer.from(body.filter((byte) => byte < 128))
  if (encoding !== 'quoted-printable') return null
  const escaped = (char: string) => `=${char.charCodeAt(0).toString(16).toUpperCase()}`
  return Buffer.from(wrap(body.toString('latin1').replace(/[\x80-\xff]/g, escaped)), 'latin1')
}
