import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSmtpAddress } from './address'
import { parseAddressTemplate, renderLocalPart } from './address-template'

const frank = {
  alias: 'FrankM',
  firstName: 'Frank',
  lastName: 'Miller',
  name: 'Frank J. Miller',
  initials: 'J',
}

function addressOf(text: string, person = frank): string | null {
  const template = parseAddressTemplate(text)
  return template.ok ? `${renderLocalPart(template.value, person)}@${template.value.domain}` : null
}

describe('an address template', () => {
  it.each([
    ['%m@contoso.com', 'FrankM@contoso.com'],
    ['@contoso.com', 'FrankM@contoso.com'],
    ['SMTP:%g.%s@contoso.com', 'Frank.Miller@contoso.com'],
    ['%1g%s@contoso.com', 'FMiller@contoso.com'],
    ['%s%3g@contoso.com', 'MillerFra@contoso.com'],
    ['%g.%i.%s@contoso.com', 'Frank.J.Miller@contoso.com'],
    ['%d@contoso.com', 'FrankJ.Miller@contoso.com'],
    ['%rl1%s@contoso.com', 'Mi11er@contoso.com'],
    ['%rll%s@contoso.com', 'Mier@contoso.com'],
    ['mail-%m@Contoso.com', 'mail-FrankM@contoso.com'],
  ])('%s makes %s', (text, address) => {
    expect(addressOf(text)).toBe(address)
  })

  it('falls back to the alias where the name has nothing to give', () => {
    expect(addressOf('%g.%s@contoso.com', { ...frank, firstName: '', lastName: '王' })).toBe(
      'FrankM@contoso.com',
    )
  })

  it('folds diacritics', () => {
    expect(addressOf('%g.%s@contoso.com', { ...frank, firstName: 'Jörg', lastName: 'Groß' })).toBe(
      'Jorg.Gross@contoso.com',
    )
  })

  it.each([
    'contoso.com',
    '%m',
    '%x@contoso.com',
    '%m@',
    '% m@contoso.com',
    '%m@contoso',
    'a b@contoso.com',
    '',
  ])('cannot be %j', (text) => {
    expect(addressOf(text)).toBeNull()
  })

  it('always makes a valid address', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 80 })
    const text = fc
      .array(fc.constantFrom('%g', '%s', '%d', '%i', '%2g', '.', '-', '%rab', '%r..'), { maxLength: 6 })
      .map((parts) => `${parts.join('')}@contoso.com`)
    fc.assert(
      fc.property(text, name, name, name, (template, firstName, lastName, display) => {
        const address = addressOf(template, { ...frank, firstName, lastName, name: display })
        expect(address && parseSmtpAddress(address).ok).toBe(true)
      }),
    )
  })
})
