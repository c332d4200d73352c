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
  many: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => {
    // What is around is longer than what is within, so that no two within each other have one boundary.
    const at = parts.reduce((length, one) => length + one.length, 0)
    return Buffer.concat([
      Buffer.from(`Content-Type: multipart/mixed; boundary="b ${at}"\r\n\r\nBefore: ü\r\n`),
      ...parts.flatMap((one) => [Buffer.from(`\r\n--b ${at}\r\n`), one]),
      Buffer.from(`\r\n--b ${at}--\r\nAfter: ü`),
    ])
  }),
})).part

/** Nobody reads it; where it is the only thing that has eight bits it stays. */
const withoutTextAround = (content: Buffer) =>
  Buffer.from(content.toString('latin1').replace(/(Before|After): \S+/g, ''), 'latin1')

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
  it('has no eight bits in its parts any more, and decodes to the same', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (body) => {
        const content = Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n`), body, Buffer.from('\r\n')])
        const other = inSevenBits(content)
        expect(other && hasEightBits(withoutTextAround(other))).toBe(false)
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

  it.each([
    [
      'the header of a part',
      ['', '--b', 'Content-Disposition: attachment; filename="Grüße.txt"', '', 'Hello', '--b--'],
    ],
    ['the text before the parts', ['', 'Grüße', '--b', '', 'Hello', '--b--']],
    ['the text behind them', ['', '--b', '', 'Hello', '--b--', 'Grüße']],
    [
      'the header of a message within',
      ['', '--b', 'Content-Type: message/rfc822', '', 'Subject: Grüße', '', 'Hello', '--b--'],
    ],
  ])('stays as it is where the eight bits are in %s alone', (_, lines) => {
    const content = message(...header, 'Content-Type: multipart/mixed; boundary=b', ...lines)
    expect(inSevenBits(content)).toEqual(content)
  })

  it('keeps what stands around its parts, and is 7bit only where nothing has eight bits any more', () => {
    const parts = (name: string) => [
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Transfer-Encoding: 8bit',
      '',
      'This is MIME.',
      '--b',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      'Viele Grüße',
      '--b--',
      'The end.',
    ]
    const plain = converted(...header, ...parts('a.txt'))
    expect(plain).toMatch(/Content-Transfer-Encoding: 7bit\r\n\r\nThis is MIME\.\r\n--b\r\n/)
    expect(plain).toMatch(/Gr=C3=BC=C3=9Fe\r\n--b--\r\nThe end\.\r\n$/)
    const named = converted(...header, ...parts('ü.txt'))
    expect(named).toMatch(/Content-Transfer-Encoding: 8bit\r\n\r\nThis is MIME\.(.|\r\n)*Gr=C3=BC=C3=9Fe/)
  })

  it('has lines of quoted-printable mended one by one, soft line breaks kept', async () => {
    const encoded = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable']
    for (const long of [
      'ä'.repeat(37),
      `${'x'.repeat(72)}ä`,
      `ä${'x'.repeat(72)}`,
      `${'=C3=A4'.repeat(12)}ä`,
    ]) {
      const lines = [`${long}=`, 'and on', `${'y'.repeat(74)}=`, 'end ']
      const content = message(...header, ...encoded, '', ...lines)
      const other = inSevenBits(content) ?? Buffer.alloc(0)
      expect(hasEightBits(other)).toBe(false)
      expect(
        other
          .toString()
          .split('\r\n')
          .filter((one) => one.length > 76),
      ).toEqual([])
      expect((await read(other)).text).toBe((await read(content)).text)
    }
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
