import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bindingsMeet,
  compareRanges,
  everyIpv4,
  everyIpv6,
  parseBinding,
  parseRemoteRange,
  rangesInWords,
} from './ip-binding'

describe('The ranges of a connector', () => {
  it('are any address where they are all of IPv4 and of IPv6', () => {
    expect(rangesInWords([everyIpv6, everyIpv4])).toBe('Any address')
    expect(rangesInWords([everyIpv4])).toBe(everyIpv4)
    expect(rangesInWords([everyIpv4, '192.168.0.9'])).toBe(`${everyIpv4}, 192.168.0.9`)
  })
})

describe('A binding', () => {
  it.each([
    ['192.168.0.3:25', '192.168.0.3:25'],
    ['0.0.0.0:0025', '0.0.0.0:25'],
    ['[::]:25', '[::]:25'],
    ['[2001:DB8:0::25]:587', '[2001:db8::25]:587'],
  ])('%s is %s', (text, binding) => {
    expect(parseBinding(text)).toEqual({ ok: true, value: binding })
  })

  it.each([
    '192.168.0.3',
    '192.168.0.300:25',
    ':25',
    '192.168.0.3:0',
    '192.168.0.3:65536',
    'mail.contoso.com:25',
  ])('cannot be %j', (text) => {
    expect(parseBinding(text)).toMatchObject({ ok: false, error: { target: 'Bindings' } })
  })

  it('of every address meets each one of its family at its port', () => {
    expect(bindingsMeet('0.0.0.0:25', '192.168.0.3:25')).toBe(true)
    expect(bindingsMeet('192.168.0.3:25', '192.168.0.4:25')).toBe(false)
    expect(bindingsMeet('0.0.0.0:25', '0.0.0.0:2525')).toBe(false)
    expect(bindingsMeet('0.0.0.0:25', '[::]:25')).toBe(false)
  })
})

describe('A remote range', () => {
  it.each([
    ['192.168.0.0-192.168.0.255', '192.168.0.0-192.168.0.255'],
    ['192.168.0.0/24', '192.168.0.0-192.168.0.255'],
    ['192.168.0.7', '192.168.0.7'],
    [everyIpv6, everyIpv6],
  ])('%s is %s', (text, range) => {
    expect(parseRemoteRange(text)).toEqual({ ok: true, value: range })
  })

  it.each(['192.168.0.255-192.168.0.0', 'ffff::-::', '::-::1-::2', '192.168.0', ''])(
    'cannot be %j',
    (text) => {
      expect(parseRemoteRange(text)).toMatchObject({ ok: false, error: { target: 'RemoteIPRanges' } })
    },
  )

  it('is apart from, inside, or across another one', () => {
    expect(compareRanges('10.0.0.0-10.0.0.9', '10.0.0.10')).toBe('disjoint')
    expect(compareRanges(everyIpv4, '10.0.0.10')).toBe('nested')
    expect(compareRanges(everyIpv4, everyIpv6)).toBe('disjoint')
    expect(compareRanges(everyIpv6, '2001:db8::25')).toBe('nested')
    expect(compareRanges('10.0.0.0-10.0.0.9', '10.0.0.5-10.0.0.15')).toBe('conflict')
  })

  it('compares the same from both sides, and with itself conflicts', () => {
    const address = fc.nat({ max: 300 }).map((n) => `10.0.${Math.floor(n / 256)}.${n % 256}`)
    const range = fc.tuple(address, address).map((pair) => {
      const sorted = pair.toSorted((a, b) => {
        const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
        return number(a) - number(b)
      })
      return sorted.join('-')
    })
    fc.assert(
      fc.property(range, range, (one, other) => {
        expect(compareRanges(one, other)).toBe(compareRanges(other, one))
        expect(compareRanges(one, one)).toBe('conflict')
      }),
    )
  })
})
