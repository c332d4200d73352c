import { describe, expect, it } from 'vitest'
import { composeMail } from './compose-mail'
import { readMessage } from './read-message'

const lines = (...text: string[]) => Buffer.from(text.join('\r\n'))
const envelope = {
  from: { name: 'Frank "F" Miller', address: 'FrankM@contoso.com' },
  messageId: '<1@contoso.com>',
  date: new Date('2026-11-22T09:41:02Z'),
}
const person = (address: string, name = '') => ({ name, address })

describe('A message that was composed here', () => {
  it('is read as it was written', async () => {
    const file = { filename: 'Übersicht.txt', contentType: 'text/plain', content: Buffer.from('1\n2\n') }
    const content = await composeMail(
      {
        to: [person('AnnaB@contoso.com', 'Bérg, Anna')],
        cc: [],
        bcc: [person('secret@contoso.com')],
        subject: 'Mittagessen – heute?',
        text: 'Um zwölf.\n.\nFrom here',
        attachments: [file],
      },
      envelope,
    )
    const read = await readMessage(content)
    expect(read).toMatchObject({
      from: [{ name: 'Frank "F" Miller', address: 'FrankM@contoso.com' }],
      to: [{ name: 'Bérg, Anna', address: 'AnnaB@contoso.com' }],
      bcc: [{ address: 'secret@contoso.com' }],
      subject: 'Mittagessen – heute?',
      html: null,
      date: envelope.date,
    })
    expect(read.text.trimEnd()).toBe('Um zwölf.\n.\nFrom here')
    expect(read.attachments.map(({ filename, content: bytes }) => [filename, String(bytes)])).toEqual([
      ['Übersicht.txt', '1\n2\n'],
    ])
  })

  it('reads no file and no address that somebody writes into it', async () => {
    const content = await composeMail(
      {
        ...{ to: [], cc: [], bcc: [], subject: 'x\r\nX-Evil: 1', text: 'file:///etc/passwd' },
        html: '<img src="/etc/passwd">',
        attachments: [
          { filename: 'a\r\nX-Evil: 2', contentType: 'text/html\r\nX-Evil: 3', content: Buffer.from('') },
        ],
      },
      envelope,
    )
    expect(String(content)).not.toMatch(/^X-Evil/m)
    expect(String(content)).not.toContain('root:')
  })
})

describe('A message of any making', () => {
  it('is read with its HTML, its own pictures inside it', async () => {
    const picture = 'iVBORw0KGgo='
    const read = await readMessage(
      lines(
        'From: a@fabrikam.com',
        'Content-Type: multipart/related; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<script>alert(1)</script><img src="cid:p">',
        '--b',
        'Content-Type: image/png',
        'Content-ID: <p>',
        'Content-Transfer-Encoding: base64',
        '',
        picture,
        '--b--',
      ),
    )
    expect(read.html).toContain(`data:image/png;base64,${picture}`)
    expect(read.attachments).toEqual([])
  })

  it('names its files without folders and without signs that turn the writing', async () => {
    const read = await readMessage(
      lines(
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: application/octet-stream',
        `Content-Disposition: attachment; filename*=UTF-8''..%2F..%2Fetc%2Fgnp%E2%80%AEexe%00.png`,
        '',
        'x',
        '--b--',
      ),
    )
    expect(read.attachments.map(({ filename }) => filename)).toEqual(['gnpexe.png'])
  })

  it.each([
    ['Subject: =?utf-8?q?RE:_Invoice_2291/=C3=9C?=', 'RE Invoice 2291-Ü.eml'],
    ['Subject: ../../etc/passwd', '..-..-etc-passwd.eml'],
    ['From: a@fabrikam.com', 'Attachment 1.eml'],
  ])('names a message within it by its subject: %s', async (field, filename) => {
    const read = await readMessage(
      lines(
        ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: message/rfc822', ''],
        ...[field, '', 'Hello', '--b--'],
      ),
    )
    expect(read.attachments.map((one) => one.filename)).toEqual([filename])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(1000)],
    ['a body alone', lines('', 'Hello')],
    ['a date that is none', lines('Date: yesterday', 'From: <>', '', 'Hello')],
    ['a charset that is none', lines('Content-Type: text/plain; charset=klingon', '', 'Hello')],
    [
      'parts that never end',
      lines('Content-Type: multipart/mixed; boundary=b', '', ...Array(5000).fill('--b')),
    ],
    [
      'parts within parts',
      lines(
        'Content-Type: multipart/mixed; boundary=b0',
        ...Array.from(
          { length: 3000 },
          (_, at) => `\r\n--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}`,
        ),
      ),
    ],
    ['a header line of a megabyte', lines(`Subject: ${'x'.repeat(1_100_000)}`, '', 'Hello')],
    ['everybody as recipient', lines(`To: ${'a@b.example, '.repeat(20_000)}`, '', 'Hello')],
  ])('is read whatever it is: %s', async (_, content) => {
    const read = await readMessage(content)
    expect(read.to.length).toBeLessThanOrEqual(1000)
    expect(read.attachments.length).toBeLessThanOrEqual(200)
  })
})
