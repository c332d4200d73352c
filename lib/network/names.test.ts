import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, parseComputerName, parseDomainName, parseHostName, parseInternetDomainName } from './names'

const label = fc
  .stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/)
  .filter((one) => !one.startsWith('xn--'))
const name = fc
  .tuple(
    fc.array(label, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('com', 'example', 'local', 'museum'),
  )
  .map(([labels, top]) => [...labels, top].join('.'))

function errorOf(parse: (text: string) => ReturnType<typeof parseDomainName>, text: string): string {
  const result = parse(text)
  return result.ok ? `ok ${result.value}` : result.error.errorId
}

describe('a domain name', () => {
  it('is taken in any case and with the dot of the root, and given in lower case without it', () => {
    fc.assert(
      fc.property(name, (text) => {
        const result = parseDomainName(` ${text.toUpperCase()}. `)
        expect(result).toEqual({ ok: true, value: text })
      }),
    )
  })

  it('is given in A-labels when it was typed in another script', () => {
    expect(parseDomainName('Bücher.example')).toEqual({ ok: true, value: 'xn--bcher-kva.example' })
    expect(parseDomainName('例え.example')).toEqual({ ok: true, value: 'xn--r8jz45g.example' })
    expect(parseDomainName('עברית.example').ok).toBe(true)
  })

  it.each([
    ['', 'NameIsEmpty'],
    ['https://contoso.com', 'NameHasScheme'],
    ['contoso.com/owa', 'NameHasPath'],
    ['frank@contoso.com', 'NameIsEmailAddress'],
    ['contoso.com:443', 'NameHasPort'],
    ['con toso.com', 'NameHasSpace'],
    ['contoso\n.com', 'NameHasSpace'],
    ['192.168.0.1', 'NameIsAddress'],
    ['contoso', 'NameHasOneLabel'],
    ['contoso..com', 'NameHasEmptyLabel'],
    ['.contoso.com', 'NameHasEmptyLabel'],
    ['-contoso.com', 'LabelHasHyphenAtEnd'],
    ['con_toso.com', 'NameHasInvalidCharacter'],
    ["con'toso.com", 'NameHasInvalidCharacter'],
    ['$(whoami).com', 'NameHasInvalidCharacter'],
    ['contoso.123', 'NameEndsWithNumber'],
    ['📧.com', 'NameNotInternational'],
    ['a\u202eb.com', 'NameNotInternational'],
    [`${'a'.repeat(64)}.com`, 'LabelTooLong'],
    [`${'a.'.repeat(130)}com`, 'NameTooLong'],
    ['a'.repeat(10_000), 'NameTooLong'],
  ])('is refused as %j with a message of its own', (text, errorId) => {
    expect(errorOf(parseDomainName, text)).toBe(errorId)
  })

  it('is never taken with a character that a zone file or a script reads as its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const result = parseDomainName(text)
        if (result.ok) expect(result.value).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
        else expect(result.error.message.length).toBeLessThan(200)
      }),
    )
  })

  it('that nobody can register is refused where the Internet has to know it', () => {
    expect(errorOf(parseInternetDomainName, 'contoso.local')).toBe('NameIsInsideOnly')
    expect(parseInternetDomainName('contoso.com').ok).toBe(true)
  })

  it('has names below it, and itself', () => {
    expect(isWithin('Mail.Contoso.com.', 'contoso.com')).toBe(true)
    expect(isWithin('contoso.com', 'contoso.com')).toBe(true)
    expect(isWithin('notcontoso.com', 'contoso.com')).toBe(false)
  })
})

it('a host name has a part before the domain', () => {
  expect(parseHostName('mail.contoso.com').ok).toBe(true)
  expect(errorOf(parseHostName, 'contoso.com')).toBe('NameIsDomain')
})

describe('a computer name', () => {
  it('keeps its case', () => {
    expect(parseComputerName(' ExchSvr-1 ')).toEqual({ ok: true, value: 'ExchSvr-1' })
  })

  it.each([
    ['', 'ComputerNameIsEmpty'],
    ['EXCH01.contoso.local', 'ComputerNameHasDot'],
    ['A-NAME-OF-16-CHA', 'ComputerNameTooLong'],
    ['2013', 'ComputerNameIsNumber'],
    ['EXCH 01', 'ComputerNameInvalid'],
    ['EXCH01-', 'ComputerNameInvalid'],
  ])('is refused as %j', (text, errorId) => {
    expect(errorOf(parseComputerName, text)).toBe(errorId)
  })
})
