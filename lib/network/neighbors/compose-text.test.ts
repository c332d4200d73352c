import { simpleParser } from 'mailparser'
import { expect, it } from 'vitest'
import { composeText } from './compose-text'

const message = (change: object) =>
  composeText({
    from: 'Hanna Moos <hanna.moos@alpineskihouse.com>',
    to: ['frankm@contoso.com'],
    subject: 'Hello',
    text: 'Hello.\n',
    date: 'Sun, 22 Nov 2026 09:00:00 +0000',
    messageId: '1@mail.alpineskihouse.com',
    ...change,
  })

const read = (change: object) => simpleParser(Buffer.from(message(change)))

it('A subject of any script and length comes out as it went in', async () => {
  for (const subject of [
    'Grüße',
    '件名'.repeat(60),
    '👩‍👩‍👧 '.repeat(20).trim(),
    'x'.repeat(950),
    '=?utf-8?B?SGk=?=',
  ])
    expect((await read({ subject })).subject).toBe(subject)
})

it('A text keeps its dots, its long lines and its line ends', async () => {
  const text = `.\r\n..\r\n${'long '.repeat(400)}\r\nß\r\n`
  expect((await read({ text: text.replaceAll('\r\n', '\n') })).text).toBe(text.replaceAll('\r\n', '\n'))
  expect(
    Math.max(
      ...Buffer.from(message({ text }))
        .toString()
        .split('\r\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(998)
})

it('Nothing puts a field of its own into the header', async () => {
  const evil = 'x\r\nBcc: everybody@contoso.com\r\n\r\nbody'
  const header = Buffer.from(
    message({ subject: evil, from: evil, to: [evil], messageId: evil, more: { 'In-Reply-To': evil } }),
  )
    .toString()
    .split('\r\n\r\n')[0]
  expect(header).not.toMatch(/^Bcc:/m)
})
