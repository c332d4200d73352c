import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateCovers } from './certificate-covers'

describe('certificateCovers', () => {
  test.each([
    ['mail.contoso.com', 'mail.contoso.com', true],
    ['mail.contoso.com', 'MAIL.Contoso.COM', true],
    ['mail.contoso.com', 'mail.contoso.com.', true],
    ['mail.contoso.com.', 'mail.contoso.com', true],
    ['mail.contoso.com', 'contoso.com', false],
    ['contoso.com', 'mail.contoso.com', false],
    ['*.contoso.com', 'mail.contoso.com', true],
    ['*.contoso.com', '*.contoso.com', true],
    ['*.contoso.com', 'contoso.com', false],
    ['*.contoso.com', 'a.mail.contoso.com', false],
    ['*.contoso.com', '.contoso.com', false],
    ['*.contoso.com', 'mailcontoso.com', false],
    ['mail.contoso.com', '*.contoso.com', false],
    ['m*.contoso.com', 'mail.contoso.com', false],
    ['*l.contoso.com', 'mail.contoso.com', false],
    ['mail.*.com', 'mail.contoso.com', false],
    ['*.*.com', 'mail.contoso.com', false],
    ['*.com', 'contoso.com', false],
    ['*', 'contoso.com', false],
    ['*.bücher.example', 'Mail.BÜCHER.example', true],
    ['xn--bcher-kva.example', 'bücher.example', true],
    ['*.example.com', 'bücher.example.com', true],
    ['192.168.0.2', '192.168.0.2', false],
    ['*.168.0.2', '192.168.0.2', false],
    ['EX01', 'ex01', true],
    ['contoso.com', 'contoso.com/owa', false],
    ['contoso.com', 'https://contoso.com', false],
    ['', '', false],
    ['a..b', 'a..b', false],
  ])('a certificate for %s, asked for %s: %s', (name, host, covered) => {
    expect(certificateCovers([name], host)).toBe(covered)
  })

  const label = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,10}[a-z0-9])?$/)
  const host = fc.array(label, { minLength: 3, maxLength: 5 }).map((labels) => labels.join('.'))

  test('every name covers itself, in any case, with or without the last dot', () => {
    fc.assert(
      fc.property(host, fc.boolean(), (name, dot) => {
        expect(certificateCovers([name], name.toUpperCase() + (dot ? '.' : ''))).toBe(true)
      }),
    )
  })

  test('a wildcard covers exactly the names with one more label', () => {
    fc.assert(
      fc.property(host, fc.array(label, { maxLength: 3 }), (parent, more) => {
        expect(certificateCovers([`*.${parent}`], [...more, parent].join('.'))).toBe(more.length === 1)
      }),
    )
  })

  test('without a wildcard, only the same name is covered', () => {
    fc.assert(
      fc.property(host, host, (one, other) => {
        expect(certificateCovers([one], other)).toBe(one === other)
      }),
    )
  })

  test('more names never cover less', () => {
    fc.assert(
      fc.property(fc.array(host), fc.array(fc.string()), host, (names, others, asked) => {
        if (certificateCovers(names, asked))
          expect(certificateCovers([...others, ...names], asked)).toBe(true)
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, asked) => {
        expect(typeof certificateCovers([name], asked)).toBe('boolean')
      }),
    )
  })
})
