import { describe, expect, test } from 'vitest'
import { contosoExample, parseSiteDescription, siteDescriptionErrors, siteParameters } from './description'
import type { SiteParameters } from './description-fields'

const contoso = siteParameters(contosoExample)

/** The parameter and the id of each error when these answers differ from the example. */
function errors(change: Partial<SiteParameters>): string[] {
  return siteDescriptionErrors({ ...contoso, ...change }).map(({ target, errorId }) => `${target} ${errorId}`)
}

test('the Contoso example is right, and its parameters describe it again', () => {
  expect(parseSiteDescription(contoso)).toEqual({ ok: true, value: contosoExample })
})

test('what follows from the Internet domain may be left out', () => {
  const { LocalDomain, EssentialsInternetName, ExchangeInternetName, Scenario, Pop, ...rest } = contoso
  expect(parseSiteDescription(rest)).toEqual({ ok: true, value: contosoExample })
})

describe('Refused at the field', () => {
  test.each<[string, Partial<SiteParameters>, string[]]>([
    ['an empty organization', { Organization: ' ' }, ['Organization OrganizationIsEmpty']],
    [
      'an organization with a line break',
      { Organization: 'Con\ntoso' },
      ['Organization OrganizationInvalid'],
    ],
    [
      'an organization of 10,000 characters',
      { Organization: 'x'.repeat(10_000) },
      ['Organization OrganizationTooLong'],
    ],
    [
      'a domain that is a web address',
      { InternetDomain: 'https://contoso.com' },
      ['InternetDomain NameHasScheme'],
    ],
    [
      'a local domain as the Internet domain',
      { InternetDomain: 'contoso.local' },
      ['InternetDomain NameIsInsideOnly'],
    ],
    [
      'one name for the local and the Internet domain',
      { LocalDomain: 'contoso.com' },
      ['LocalDomain LocalDomainIsInternetDomain'],
    ],
    [
      'Exchange on the Essentials server',
      { ExchangeServer: 'srv01' },
      ['ExchangeServer ExchangeOnEssentials'],
    ],
    [
      'a server name of 16 letters',
      { ExchangeServer: 'A'.repeat(16) },
      ['ExchangeServer ComputerNameTooLong'],
    ],
    ['one address for both servers', { ExchangeAddress: '192.168.0.1' }, ['ExchangeAddress AddressTwice']],
    [
      'Exchange inside the DHCP range',
      { ExchangeAddress: '192.168.0.150' },
      ['ExchangeAddress AddressInDhcpRange', 'DhcpTo RangeHoldsServer'],
    ],
    [
      'Essentials at the first address of the range',
      { EssentialsAddress: '192.168.0.100' },
      ['EssentialsAddress AddressInDhcpRange', 'DhcpTo RangeHoldsServer'],
    ],
    [
      'a public address for a server',
      { ExchangeAddress: '203.0.113.2' },
      ['ExchangeAddress AddressNotPrivate'],
    ],
    ['servers on two networks', { ExchangeAddress: '192.168.1.2' }, ['ExchangeAddress OtherNetwork']],
    [
      'a DHCP range elsewhere',
      { DhcpFrom: '10.0.0.100', DhcpTo: '10.0.0.200' },
      ['DhcpFrom OtherNetwork', 'DhcpTo OtherNetwork'],
    ],
    [
      'a DHCP range backwards',
      { DhcpFrom: '192.168.0.200', DhcpTo: '192.168.0.100' },
      ['DhcpTo RangeBackwards'],
    ],
    ['a broadcast address', { ExchangeAddress: '192.168.0.255' }, ['ExchangeAddress NotAHostAddress']],
    [
      'one Internet name for both',
      { ExchangeInternetName: 'remote.contoso.com' },
      ['ExchangeInternetName InternetNameTwice'],
    ],
    [
      'an Internet name elsewhere',
      { ExchangeInternetName: 'mail.fabrikam.com' },
      ['ExchangeInternetName NameOutsideDomain'],
    ],
    [
      'the bare domain as an Internet name',
      { EssentialsInternetName: 'contoso.com' },
      ['EssentialsInternetName NameIsDomain'],
    ],
    [
      'several connections with one address',
      { Connections: 'several' },
      ['PublicAddresses OnePublicAddress'],
    ],
    [
      'several connections with one address twice',
      { Connections: 'several', PublicAddresses: '203.0.113.25, 203.0.113.25' },
      ['PublicAddresses OnePublicAddress'],
    ],
    ['a private public address', { PublicAddresses: '192.168.0.9' }, ['PublicAddresses AddressNotPublic']],
    ['no public address', { PublicAddresses: ' ' }, ['PublicAddresses AddressIsEmpty']],
    ['a Windows Server that nobody knows', { ExchangeWindows: '2003' }, ['ExchangeWindows NotOneOf']],
  ])('%s', (_, change, expected) => {
    expect(errors(change)).toEqual(expected)
  })
})

test('everything that is wrong is said at once', () => {
  expect(errors({ Organization: '', ExchangeServer: 'SRV01', DhcpFrom: 'x' })).toEqual([
    'Organization OrganizationIsEmpty',
    'DhcpFrom AddressInvalid',
    'ExchangeServer ExchangeOnEssentials',
  ])
})

test('several addresses may be typed into one field', () => {
  const parsed = parseSiteDescription({
    ...contoso,
    Connections: 'several',
    PublicAddresses: '203.0.113.25, 203.0.113.26\n203.0.113.27',
  })
  expect(parsed).toMatchObject({
    value: { publicAddresses: ['203.0.113.25', '203.0.113.26', '203.0.113.27'] },
  })
})

test('an address that the router reserves may stand inside the DHCP range', () => {
  const change = { ...contoso, ExchangeAddress: '192.168.0.150' }
  expect(parseSiteDescription(change, { reserved: ['192.168.0.150'] }).ok).toBe(true)
})

test('names are kept in lower case', () => {
  expect(parseSiteDescription({ ...contoso, InternetDomain: 'Contoso.COM' })).toEqual({
    ok: true,
    value: contosoExample,
  })
})
