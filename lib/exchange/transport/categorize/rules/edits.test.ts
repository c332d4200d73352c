import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeWords, headerValue, readHeader } from '@/lib/exchange'
import { edited, editsOf, encodedWords } from './edits'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const message = bytes(
  'From: a@b.c\r\nSubject: Caf=?utf-8?q?=C3=A9?=\r\nX-Old: 1\r\n folded\r\n\r\nSubject: in the body\r\n',
)
const text = (parts: Parameters<typeof editsOf>[0]) =>
  Buffer.from(edited(message, editsOf(parts))).toString('latin1')

describe('A rule that changes a message', () => {
  it('puts its prefix before the subject, once, and leaves the body alone', () => {
    const once = edited(message, editsOf({ PrependSubject: '[EXTERNAL] ' }))
    expect(headerValue(readHeader(once), 'subject')).toBe('[EXTERNAL] Caf=?utf-8?q?=C3=A9?=')
    expect(Buffer.from(once).toString('latin1').endsWith('\r\n\r\nSubject: in the body\r\n')).toBe(true)
    expect(edited(once, editsOf({ PrependSubject: '[EXTERNAL] ' }))).toEqual(once)
    expect(
      headerValue(readHeader(edited(bytes('\r\nHello'), editsOf({ PrependSubject: 'New' }))), 'subject'),
    ).toBe('New')
  })

  it('sets and removes fields, folded ones whole', () => {
    expect(text({ RemoveHeader: 'x-old' })).not.toContain('folded')
    expect(text({ SetHeaderName: 'X-New', SetHeaderValue: '2' })).toMatch(/^X-New: 2\r\nFrom:/)
    expect(text({ SetSCL: '-1' })).toContain('X-MS-Exchange-Organization-SCL: -1\r\n')
  })

  it('cannot put in a line of its own, nor take away what a message is found by', () => {
    expect(text({ SetHeaderName: 'X-New', SetHeaderValue: 'a\r\nBcc: x@y.z' })).toContain(
      'X-New: a Bcc: x@y.z\r\n',
    )
    expect(editsOf({ SetHeaderName: 'X: y', RemoveHeader: 'Message-ID' })).toEqual([])
  })

  it('writes every text so that it is read as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', 'é', '漢', '😀', '?', '='), { maxLength: 200 }),
        (any) => {
          const given = any.join('').trim()
          if (given.includes('=?')) return
          const written = encodedWords(given)
          expect(written).toMatch(/^[ -~\r\n]*$/)
          expect(decodeWords(written.replaceAll('\r\n', ''))).toBe(given)
        },
      ),
    )
  })
})
