import { describe, expect, it } from 'vitest'
import { parseDomainWithSubdomains, parseSmtpAddress, parseSmtpDomain } from './address'

describe('an SMTP address', () => {
  it.each(['FrankM@Contoso.com', "o'brien@contoso.com", `${'a'.repeat(64)}@contoso.com`, 'a@b.co'])(
    'may be %s',
    (address) => {
      expect(parseSmtpAddress(address)).toEqual({ ok: true, value: address })
    },
  )

  it.each([
    '',
    'frank',
    '@contoso.com',
    'frank@',
    'frank@localhost',
    'frank@192.168.0.1',
    'frank@contoso..com',
    'frank@-contoso.com',
    'a b@contoso.com',
    'a@b@contoso.com',
    'frank.@contoso.com',
    `${'a'.repeat(65)}@contoso.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
    'frank@münchen.de',
    'frank@contoso.com\nBcc: all@contoso.com',
  ])('may not be %j', (address) => {
    expect(parseSmtpAddress(address).ok).toBe(false)
  })
})

describe('a domain', () => {
  it('is compared in lower case, without the spaces around it', () => {
    expect(parseSmtpDomain(' Contoso.COM ')).toEqual({ ok: true, value: 'contoso.com' })
  })

  it('may stand with its subdomains where an accepted domain allows it', () => {
    expect(parseDomainWithSubdomains('*.contoso.com')).toEqual({ ok: true, value: '*.contoso.com' })
    expect(parseDomainWithSubdomains('*contoso.com').ok).toBe(false)
    expect(parseSmtpDomain('*.contoso.com').ok).toBe(false)
  })
})
