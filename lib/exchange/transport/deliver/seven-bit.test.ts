import fc from 'fast-check'
import { type Attachment, simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { inSevenBits } from './seven-bit'
import { hasEightBits } from './transfer-encoding'

const message = (...lines: readonly string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`)
const converted = (...lines: readonly string[]) => inSevenBits(message(...lines))?.toString('latin1')

const header = ['From: <frankm@contoso.com>', 'Subject: Gruss', 'MIME-Version: 1.0']

/** A part as bytes, its header before it. */
const part = (type: string, body: Buffer, encoding = '8bit') =>
  Buffer.concat([
    Buffer.from(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
    body,
  ])

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('', '.', '=20 ', 'trailing \t', 'From me', 'ü'.repeat(300), '--x'),
)
const lines = fc
  .array(line, { maxLength: 12 })
  .map((all) => Buffer.from(all.map((one) => one.replace(/[\r\n\0]/g, ' ')).join('\r\n')))

const leaf = fc.oneof(
  lines.map((body) => part('text/plain; charset=utf-8', body)),
  lines.map((body) => part('text/html; charset=utf-8', body)),
  lines.map((body) => part('application/octet-stream; name=a.bin', body)),
  fc
    .uint8Array({ maxLength: 300 })
    .map((body) => part('application/pdf', Buffer.from(Buffer.from(body).toString('base64')), 'base64')),
)

const tree = fc.letrec<{ part: Buffer; many: Buffer }>((tie) => ({
  part: fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaf, tie('many')),
  many: fc
    .tuple(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), fc.nat(1e9))
    .map(([parts, at]) =>
      Buffer.concat([
        Buffer.from(`Content-Type: multipart/mixed; boundary="b ${at}"\r\n\r\nBefore: ü\r\n`),
        ...parts.flatMap((one) => [Buffer.from(`\r\n--b ${at}\r\n`), one]),
        Buffer.from(`\r\n--b ${at}--\r\nAfter: ü`),
      ]),
    ),
})).part

async function read(content: Buffer) {
  const { text, html, attachments } = await simpleParser(content)
  const kept = ({ content: bytes, contentType, filename }: Attachment) => ({
    bytes: bytes.toString('hex'),
    contentType,
    filename,
  })
  return { text, html, attachments: attachments.map(kept) }
}

describe('A message for a server that knows no 8BITMIME', () => {
  it('has no eight bits any more, and decodes to the same', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (body) => {
        const content = Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n`), body, Buffer.from('\r\n')])
        const other = inSevenBits(content)
        expect(other && hasEightBits(other)).toBe(false)
        expect(await read(other ?? Buffer.alloc(0))).toEqual(await read(content))
      }),
      { numRuns: 80 },
    )
  })

  it('stays as it is where it has none, signed parts among it', () => {
    const content = message(
      ...header,
      'Content-Type: multipart/signed; boundary=s',
      'Content-Transfer-Encoding: 8bit',
      '',
      '--s',
      '',
      'Hello',
      '--s--',
    )
    expect(inSevenBits(content)).toEqual(content)
  })

  it('is said to be quoted-printable for some letters, and base64 for many', () => {
    const type = 'Content-Type: text/plain; charset=utf-8'
    expect(converted(...header, type, 'Content-Transfer-Encoding: 8bit', '', 'Viele Grüße')).toBe(
      `${[...header, type, 'Content-Transfer-Encoding: quoted-printable', '', 'Viele Gr=C3=BC=C3=9Fe'].join('\r\n')}\r\n`,
    )
    expect(converted(...header, type, '', 'Привет')).toMatch(/Encoding: base64\r\n\r\n0J\/RgNC40LLQtdGC/)
  })

  it('says what it is where nobody did', () => {
    expect(converted('Subject: x', '', 'Viele Grüße')).toMatch(
      /^MIME-Version: 1\.0\r\nSubject: x\r\nContent-Type: text\/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n/,
    )
  })

  it('has its forwarded messages converted within', () => {
    const inner = ['Subject: y', 'Content-Type: text/plain; charset=utf-8', '', 'Grüße aus dem Süden']
    expect(converted(...header, 'Content-Type: message/rfc822', '', ...inner)).toMatch(
      /rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\nMIME-Version: 1\.0\r\nSubject: y\r\n(.|\r\n)*Gr=C3=BC=C3=9Fe/,
    )
  })

  it.each([
    ['signed text', 'multipart/signed; boundary=b'],
    ['something encrypted', 'multipart/encrypted; boundary=b'],
    ['parts without a boundary', 'multipart/mixed'],
    ['the fields of a report', 'message/delivery-status'],
  ])('does not exist of %s', (_, type) => {
    expect(converted(...header, `Content-Type: ${type}`, '', '--b', '', 'Grüße', '--b--')).toBeUndefined()
    const within = ['--a', `Content-Type: ${type}`, '', '--b', '', 'Grüße', '--b--', '', '--a--']
    expect(converted(...header, 'Content-Type: multipart/mixed; boundary=a', '', ...within)).toBeUndefined()
  })

  it('comes to an end with parts within parts and with any number of them', () => {
    const deep = Array.from({ length: 5000 }, (_, at) => [
      `Content-Type: multipart/mixed; boundary=b${at}`,
      '',
      `--b${at}`,
    ])
    expect(converted(...header, ...deep.flat(), '', 'ü')).toBeUndefined()
    const many = Array.from({ length: 20_000 }, () => ['--b', '', 'ü']).flat()
    expect(converted(...header, 'Content-Type: multipart/mixed; boundary=b', '', ...many)).toBeUndefined()
  })
})
