import { isAscii } from 'node:buffer'
import { encode, wrap } from 'nodemailer/lib/qp'

/** RFC 2045 §6.8: lines of 76 characters hold 57 bytes. */
const bytesInLine = 57
const longestLine = 76

/** Whether somewhere is a byte beyond ASCII. */
export function hasEightBits(bytes: Uint8Array): boolean {
  return !isAscii(bytes)
}

/** Quoted-printable (RFC 2045 §6.7) for lines of text, base64 for all else and where it is shorter. */
export function encoded(body: Buffer, isText: boolean) {
  return isText && hasLines(body) && countEightBits(body) * 3 < body.length
    ? { encoding: 'quoted-printable', body: Buffer.from(wrap(encode(body)), 'latin1') }
    : { encoding: 'base64', body: inBase64(body) }
}

function countEightBits(body: Buffer): number {
  let count = 0
  for (const byte of body) if (byte > 127) count += 1
  return count
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
  const lines = body.toString('latin1').split('\r\n')
  return Buffer.from(
    lines.map((line) => (/[\x80-\xff]/.test(line) ? mendedLine(line) : line)).join('\r\n'),
    'latin1',
  )
}

/** A soft line break that is there already must stay the last of its line, and white space before a line end is none. */
function mendedLine(line: string): string {
  const [, text = '', softBreak = ''] = /^(.*?)(=?)[ \t]*$/s.exec(line) ?? []
  const escaped = text.replace(/[\x80-\xff]/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return wrap(escaped, longestLine - softBreak.length) + softBreak
}
