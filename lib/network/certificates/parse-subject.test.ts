import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatName } from './distinguished-name'
import { NAME_ATTRIBUTES } from './name-attributes'
import { parseSubject } from './parse-subject'

const partsOf = (typed: string) => {
  const parsed = parseSubject(typed)
  return parsed.ok ? parsed.value.map((part) => `${part.name}=${part.value}`) : parsed.error.message
}

describe('parseSubject', () => {
  test('a subject as it is typed for Exchange is read from wide to narrow', () => {
    expect(partsOf('C=US, S=Washington, L=Redmond, O=contoso, OU=contoso, CN=mail.contoso.com')).toEqual([
      'C=US',
      'S=Washington',
      'L=Redmond',
      'O=contoso',
      'OU=contoso',
      'CN=mail.contoso.com',
    ])
  })

  test('a subject as Windows shows it, common name first, is turned round', () => {
    expect(partsOf('CN=mail.contoso.com, O=contoso, C=US')).toEqual([
      'C=US',
      'O=contoso',
      'CN=mail.contoso.com',
    ])
  })

  test('attribute names may be written in any case and spelling', () => {
    expect(partsOf('c=de;st=Bayern;commonName=x;emailAddress=a@b.de')).toEqual([
      'C=DE',
      'S=Bayern',
      'CN=x',
      'E=a@b.de',
    ])
  })

  test.each([
    ['O="Contoso, Ltd.", CN=x', 'Contoso, Ltd.'],
    ['O=Contoso\\, Ltd., CN=x', 'Contoso, Ltd.'],
    ['O="Contoso ""East""", CN=x', 'Contoso "East"'],
    ['O="Contoso \\"East\\"", CN=x', 'Contoso "East"'],
    ['O=M\\C3\\BCller, CN=x', 'Müller'],
    ['O=  Contoso East  , CN=x', 'Contoso East'],
    ['O=Contoso\\ , CN=x', 'Contoso '],
    ['O=Contoso\\\\ , CN=x', 'Contoso\\'],
    ['O=a\\+b=c, CN=x', 'a+b=c'],
  ])('the organization in %s is %j', (typed, organization) => {
    expect(partsOf(typed)).toEqual([`O=${organization}`, 'CN=x'])
  })

  test.each([
    ['X=1, CN=a', 'SubjectNameAttributeUnknown', '"X"'],
    ['/C=US/CN=a', 'SubjectNameAttributeUnknown', '"/C"'],
    ['CN=', 'SubjectNameValueInvalid', 'CN='],
    ['C=USA, CN=a', 'SubjectNameValueInvalid', 'C="USA"'],
    [`OU=${'x'.repeat(65)}, CN=a`, 'SubjectNameValueInvalid', 'OU='],
    ['O=a\\qb, CN=a', 'SubjectNameValueInvalid', 'O=a\\qb'],
    ['E=jörg@contoso.com', 'SubjectNameValueInvalid', 'E="jörg@contoso.com"'],
    ['O=Müller+Sohn, CN=a', 'SubjectNameUnreadable', 'O=Müller+Sohn'],
    ['mail.contoso.com', 'SubjectNameUnreadable', 'mail.contoso.com'],
    ['CN="open', 'SubjectNameUnreadable', 'CN="open'],
    ['', 'SubjectNameUnreadable', 'no name'],
    ['CN=a,,O=b', 'SubjectNameUnreadable', ',O=b'],
    ['CN=a\tb', 'SubjectNameValueInvalid', 'CN='],
    [`CN=${' '.repeat(5000)}`, 'SubjectNameValueInvalid', '2048'],
  ])('%j is refused as %s and says where', (typed, errorId, where) => {
    const parsed = parseSubject(typed)
    expect(parsed).toMatchObject({ ok: false, error: { errorId, target: 'SubjectName' } })
    expect(!parsed.ok && parsed.error.message).toContain(where)
    expect(!parsed.ok && parsed.error.recommendedAction).toBeTruthy()
  })

  test('what is shown can be typed again', () => {
    const attribute = fc.constantFrom(
      ...NAME_ATTRIBUTES.filter(({ maxLength, ascii }) => maxLength > 32 && !ascii),
    )
    const special = fc.constantFrom(...'"\\,;+=<># ')
    const value = fc
      .string({
        unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), special),
        minLength: 1,
        maxLength: 8,
      })
      .filter((text) => !/[\x00-\x1f\x7f]/.test(text))
    const part = fc
      .record({ attribute, value })
      .map(({ attribute: { oid, name }, value }) => ({ oid, name, value }))
    const last = { oid: '2.5.4.3', name: 'CN', value: 'mail.contoso.com' }
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const name = [...parts, last]
        expect(parseSubject(formatName(name))).toEqual({ ok: true, value: name })
      }),
    )
  })

  test('no text makes it throw or hang', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'CN=O,;"\\+ a0'), maxLength: 200 }), (typed) => {
        expect(typeof parseSubject(typed).ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
    const started = performance.now()
    for (const hard of [' ', '\\ ', '""', '\\', 'a '])
      parseSubject(`CN=x${hard.repeat(2000)}`.slice(0, 2047).concat('+'))
    expect(performance.now() - started).toBeLessThan(500)
  })
})
