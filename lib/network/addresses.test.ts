import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressScope,
  inRange,
  ipRange,
  ipv4FromNumber,
  ipv4Number,
  parseIpRange,
  parseIpv4,
  parseIpv6,
  parsePrivateIpv4,
  parsePublicIpv4,
  printIpRange,
} from './addresses'

const address = fc.ipV4()

describe('an IPv4 address', () => {
  it('is its number, and its number is the address', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(parseIpv4(` ${text} `)).toEqual({ ok: true, value: text })
        expect(ipv4FromNumber(ipv4Number(text))).toBe(text)
      }),
    )
  })

  it.each([
    ['', 'AddressIsEmpty'],
    ['192.168.0', 'AddressInvalid'],
    ['192.168.0.256', 'AddressInvalid'],
    ['192.168.000.002', 'AddressHasLeadingZero'],
    ['2001:db8::25', 'AddressIsIpv6'],
    ['mail.contoso.com', 'AddressInvalid'],
    ['1e2.0.0.1', 'AddressInvalid'],
  ])('is refused as %j', (text, errorId) => {
    const result = parseIpv4(text)
    expect(result.ok ? 'ok' : result.error.errorId).toBe(errorId)
  })

  it.each([
    ['10.0.0.1', 'private'],
    ['172.15.255.255', 'public'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.255.1', 'private'],
    ['100.64.0.1', 'shared'],
    ['127.0.0.1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['255.255.255.255', 'reserved'],
    ['203.0.113.25', 'public'],
  ])('%s is %s', (text, scope) => {
    expect(addressScope(text)).toBe(scope)
  })

  it('is either one of the network inside or one of the Internet, never both', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(parsePrivateIpv4(text).ok && parsePublicIpv4(text).ok).toBe(false)
      }),
    )
  })

  it('is told apart from an IPv6 address, which has one shortest form', () => {
    expect(parseIpv6('2001:DB8:0:0::25')).toEqual({ ok: true, value: '2001:db8::25' })
    expect(parseIpv6('192.168.0.1').ok).toBe(false)
  })
})

describe('a range', () => {
  it('holds both ends and nothing outside', () => {
    fc.assert(
      fc.property(address, address, address, (one, other, asked) => {
        const [from = '', to = ''] = [one, other].sort((a, b) => ipv4Number(a) - ipv4Number(b))
        const range = ipRange(from, to)
        if (!range.ok) throw new Error('in order')
        expect(inRange(from, range.value) && inRange(to, range.value)).toBe(true)
        const between = ipv4Number(from) <= ipv4Number(asked) && ipv4Number(asked) <= ipv4Number(to)
        expect(inRange(asked, range.value)).toBe(between)
        expect(parseIpRange(printIpRange(range.value))).toEqual(range)
      }),
    )
  })

  it('may be written as a network', () => {
    expect(parseIpRange('192.168.0.77/24')).toEqual({
      ok: true,
      value: { from: '192.168.0.0', to: '192.168.0.255' },
    })
    expect(parseIpRange('0.0.0.0/0')).toEqual({ ok: true, value: { from: '0.0.0.0', to: '255.255.255.255' } })
  })

  it('that runs backwards is refused', () => {
    const result = ipRange('192.168.0.200', '192.168.0.100')
    expect(result.ok ? '' : result.error.errorId).toBe('RangeBackwards')
  })
})
