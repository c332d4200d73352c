import { afterEach, describe, expect, it } from 'vitest'
import type { World } from '@/lib/network'
import {
  DIG,
  dig,
  dnsStopped,
  type Line,
  type OpenedDns,
  openedDns,
  overUdp,
  query,
  worldOf,
  zoneOf,
} from './dns-for-tests'

const provider: readonly Line[] = [
  ['@', 'A', '203.0.113.25'],
  ['@', 'MX', '0 mail.contoso.com.'],
  ['@', 'TXT', 'v=spf1 a mx ~all'],
  ['mail', 'A', '203.0.113.25'],
  ['mail', 'AAAA', '2001:db8::25'],
  ['remote', 'CNAME', 'mail.contoso.com.'],
  ['shop', 'CNAME', 'parking.webhost.example.'],
  ['_autodiscover._tcp', 'SRV', '0 0 443 mail.contoso.com.'],
  ['*.wild', 'A', '203.0.113.26'],
  ['long', 'TXT', `${'x'.repeat(255)}${'y'.repeat(45)}`],
  ...Array.from({ length: 60 }, (_, n): Line => ['many', 'A', `203.0.113.${n}`]),
  ['circle', 'CNAME', 'round.contoso.com.'],
  ['round', 'CNAME', 'circle.contoso.com.'],
]
const outside = zoneOf('internet', 'contoso.com', provider)
const split = zoneOf('inside', 'mail.contoso.com', [['@', 'A', '192.168.0.3', 3600]])
const withMail = (address: string) => zoneOf('internet', 'contoso.com', [['mail', 'A', address, 3600]])

let opened: OpenedDns | null = null
async function serve(world: World): Promise<OpenedDns> {
  opened = await openedDns(world)
  return opened
}
afterEach(async () => {
  await opened?.close()
  opened = null
})

describe.skipIf(!DIG)('the Internet’s name servers, as dig sees them (skipped where dig is absent)', () => {
  it.each([
    ['contoso.com', 'A', ['contoso.com. 300 IN A 203.0.113.25']],
    ['mail.contoso.com', 'AAAA', ['mail.contoso.com. 300 IN AAAA 2001:db8::25']],
    ['contoso.com', 'MX', ['contoso.com. 300 IN MX 0 mail.contoso.com.']],
    ['contoso.com', 'TXT', ['contoso.com. 300 IN TXT "v=spf1 a mx ~all"']],
    ['long.contoso.com', 'TXT', [`long.contoso.com. 300 IN TXT "${'x'.repeat(255)}" "${'y'.repeat(45)}"`]],
    [
      '_autodiscover._tcp.contoso.com',
      'SRV',
      ['_autodiscover._tcp.contoso.com. 300 IN SRV 0 0 443 mail.contoso.com.'],
    ],
    [
      'remote.contoso.com',
      'A',
      ['remote.contoso.com. 300 IN CNAME mail.contoso.com.', 'mail.contoso.com. 300 IN A 203.0.113.25'],
    ],
    ['remote.contoso.com', 'CNAME', ['remote.contoso.com. 300 IN CNAME mail.contoso.com.']],
    [
      'shop.contoso.com',
      'A',
      [
        'shop.contoso.com. 300 IN CNAME parking.webhost.example.',
        'parking.webhost.example. 3600 IN A 198.51.100.81',
      ],
    ],
    [
      'contoso.com',
      'NS',
      ['contoso.com. 86400 IN NS ns1.registrar.example.', 'contoso.com. 86400 IN NS ns2.registrar.example.'],
    ],
    [
      'contoso.com',
      'SOA',
      [
        'contoso.com. 3600 IN SOA ns1.registrar.example. hostmaster.registrar.example. 1 7200 900 1209600 3600',
      ],
    ],
    [
      '25.113.0.203.in-addr.arpa',
      'PTR',
      ['25.113.0.203.in-addr.arpa. 3600 IN PTR 203-0-113-25.static.isp.example.'],
    ],
    ['203-0-113-25.static.isp.example', 'A', ['203-0-113-25.static.isp.example. 3600 IN A 203.0.113.25']],
    ['any.wild.contoso.com', 'A', ['any.wild.contoso.com. 300 IN A 203.0.113.26']],
  ])('answer %s %s', async (name, type, answer) => {
    const { ports } = await serve(worldOf([outside]))
    const found = await dig(ports.dns, name, type, '+norec')
    expect(found).toMatchObject({ status: 'NOERROR', answer })
    expect(found.flags).toEqual(['qr', 'aa'])
    expect((await dig(ports.dns, name, type, '+norec', '+tcp')).answer).toEqual(answer)
  })

  it('tell NXDOMAIN from no data, with the SOA that says for how long', async () => {
    const { ports } = await serve(worldOf([outside]))
    const soa =
      'contoso.com. 3600 IN SOA ns1.registrar.example. hostmaster.registrar.example. 1 7200 900 1209600 3600'
    expect(await dig(ports.dns, 'www.contoso.com', 'A')).toMatchObject({
      status: 'NXDOMAIN',
      answer: [],
      authority: [soa],
    })
    expect(await dig(ports.dns, 'mail.contoso.com', 'MX')).toMatchObject({
      status: 'NOERROR',
      answer: [],
      authority: [soa],
    })
    expect(await dig(ports.dns, '_tcp.contoso.com', 'A')).toMatchObject({ status: 'NOERROR', answer: [] })
    expect(await dig(ports.dns, 'mail.contoso.com', 'CAA')).toMatchObject({ status: 'NOERROR', answer: [] })
  })

  it('refuse names that are in no zone, other classes and zone transfers', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dns, 'northwind.example', 'A')).status).toBe('REFUSED')
    expect((await dig(ports.dns, 'version.bind', 'TXT', 'CH')).status).toBe('REFUSED')
    expect((await dig(ports.dns, 'contoso.com', 'AXFR')).text).toMatch(/Transfer failed/)
  })

  it('send the addresses of mail servers along', async () => {
    const { ports } = await serve(worldOf([outside]))
    const { additional } = await dig(ports.dns, 'contoso.com', 'MX')
    expect(additional).toEqual([
      'mail.contoso.com. 300 IN A 203.0.113.25',
      'mail.contoso.com. 300 IN AAAA 2001:db8::25',
    ])
  })

  it('cut an answer that is too long for UDP, and give it by TCP', async () => {
    const { ports } = await serve(worldOf([outside]))
    const cut = await dig(ports.dns, 'many.contoso.com', 'A', '+ignore', '+noedns')
    expect([cut.flags.includes('tc'), cut.answer]).toEqual([true, []])
    expect((await dig(ports.dns, 'many.contoso.com', 'A', '+noedns')).answer).toHaveLength(60)
    expect((await dig(ports.dns, 'many.contoso.com', 'A', '+bufsize=1232', '+ignore')).answer).toHaveLength(
      60,
    )
  })

  it('speak EDNS: their own size, the DO bit back, BADVERS for a version that is none', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dns, 'contoso.com', 'A', '+dnssec')).text).toContain(
      'EDNS: version: 0, flags: do; udp: 1232',
    )
    expect((await dig(ports.dns, 'contoso.com', 'A', '+edns=1', '+noednsnegotiation')).status).toBe('BADVERS')
    expect((await dig(ports.dns, 'contoso.com', 'A', '+noedns')).text).not.toContain('EDNS')
  })

  it('answer ANY with one set of records (RFC 8482)', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dns, 'mail.contoso.com', 'ANY')).answer).toEqual([
      'mail.contoso.com. 300 IN A 203.0.113.25',
    ])
    expect((await dig(ports.dns, 'none.contoso.com', 'ANY')).status).toBe('NXDOMAIN')
  })

  it('give back the question as it was written', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dns, 'MaIl.CoNtOsO.cOm', 'A')).answer).toEqual([
      'MaIl.CoNtOsO.cOm. 300 IN A 203.0.113.25',
    ])
    expect((await dig(ports.dns, 'a\\.wild.contoso.com', 'A')).status).toBe('NXDOMAIN')
    expect((await dig(ports.dns, '\\195\\.\\000.wild.contoso.com', 'A')).answer).toHaveLength(1)
  })

  it('call the public address as the provider was asked to', async () => {
    const router = {
      wanAddress: '203.0.113.25',
      dhcpRange: { from: '192.168.0.100', to: '192.168.0.200' },
      reservations: [],
      forwards: [],
      hairpin: false,
      blockedPorts: [],
      reverseName: 'mail.contoso.com',
      described: { wanAddress: '203.0.113.25', dhcpRange: { from: '192.168.0.100', to: '192.168.0.200' } },
    }
    const { ports } = await serve(worldOf([outside], { router }))
    expect((await dig(ports.dns, '-x', '203.0.113.25')).answer).toEqual([
      '25.113.0.203.in-addr.arpa. 3600 IN PTR mail.contoso.com.',
    ])
    expect((await dig(ports.dns, '-x', '198.51.100.25')).answer).toEqual([
      '25.100.51.198.in-addr.arpa. 3600 IN PTR mail.fabrikam.com.',
    ])
  })
})

describe.skipIf(!DIG)('the resolvers, as dig sees them (skipped where dig is absent)', () => {
  it('give an old answer for as long as its TTL says, counting down', async () => {
    const dns = await serve(worldOf([withMail('203.0.113.25')]))
    const ask = () => dig(dns.ports.dnsResolver, 'mail.contoso.com', 'A')
    expect(await ask()).toMatchObject({
      flags: ['qr', 'rd', 'ra'],
      answer: ['mail.contoso.com. 3600 IN A 203.0.113.25'],
    })
    await dns.change(worldOf([withMail('203.0.113.99')]))
    dns.passSeconds(360)
    expect((await ask()).answer).toEqual(['mail.contoso.com. 3240 IN A 203.0.113.25'])
    expect((await dig(dns.ports.dns, 'mail.contoso.com', 'A')).answer).toEqual([
      'mail.contoso.com. 3600 IN A 203.0.113.99',
    ])
    dns.passSeconds(3240)
    expect((await ask()).answer).toEqual(['mail.contoso.com. 3600 IN A 203.0.113.99'])
  })

  it('keep "there is none" for as long as the SOA says, and tell how long that still is', async () => {
    const dns = await serve(worldOf([zoneOf('internet', 'contoso.com', [])]))
    const ask = (type = 'A') => dig(dns.ports.dnsResolver, 'mail.contoso.com', type)
    expect((await ask('MX')).status).toBe('NXDOMAIN')
    await dns.change(worldOf([withMail('203.0.113.25')]))
    dns.passSeconds(600)
    const kept = await ask()
    expect([kept.status, kept.authority[0]?.split(' ').slice(0, 4)]).toEqual([
      'NXDOMAIN',
      ['contoso.com.', '3000', 'IN', 'SOA'],
    ])
    dns.passSeconds(3000)
    expect(await ask()).toMatchObject({
      status: 'NOERROR',
      answer: ['mail.contoso.com. 3600 IN A 203.0.113.25'],
    })
  })

  it('know which domains there are, and follow aliases until they lead round in a circle', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dnsResolver, 'northwind.example')).status).toBe('NXDOMAIN')
    expect((await dig(ports.dnsResolver, 'example')).status).toBe('NOERROR')
    expect((await dig(ports.dnsResolver, 'shop.contoso.com')).answer).toHaveLength(2)
    expect((await dig(ports.dnsResolver, 'circle.contoso.com')).status).toBe('SERVFAIL')
  })

  it('give whoever wants no recursion what they hold, and refuse the rest', async () => {
    const { ports } = await serve(worldOf([outside]))
    expect((await dig(ports.dnsResolver, 'mail.contoso.com', '+norec')).status).toBe('REFUSED')
    await dig(ports.dnsResolver, 'mail.contoso.com')
    expect((await dig(ports.dnsResolver, 'mail.contoso.com', '+norec')).answer).toHaveLength(1)
  })

  it('answer the office with its own zones first, and with the Internet’s answers for the rest', async () => {
    const { ports } = await serve(worldOf([outside, split]))
    expect(await dig(ports.dnsInside, 'mail.contoso.com')).toMatchObject({
      flags: ['qr', 'aa', 'rd', 'ra'],
      answer: ['mail.contoso.com. 3600 IN A 192.168.0.3'],
    })
    expect(await dig(ports.dnsInside, 'contoso.com', 'MX')).toMatchObject({
      flags: ['qr', 'rd', 'ra'],
      answer: ['contoso.com. 300 IN MX 0 mail.contoso.com.'],
    })
    expect((await dig(ports.dnsInside, 'exch01.contoso.local')).answer).toEqual([
      'exch01.contoso.local. 1200 IN A 192.168.0.3',
    ])
    expect((await dig(ports.dnsResolver, 'mail.contoso.com')).answer).toEqual([
      'mail.contoso.com. 300 IN A 203.0.113.25',
    ])
    expect((await dig(ports.dnsResolver, 'exch01.contoso.local')).status).toBe('NXDOMAIN')
  })

  it('remember across a restart, and forget what was cleared while they ran', async () => {
    let dns = await serve(worldOf([withMail('203.0.113.25')]))
    await dig(dns.ports.dnsInside, 'mail.contoso.com')
    await dns.change(worldOf([withMail('203.0.113.99')]))
    dns.passSeconds(60)
    dns = await dns.again()
    opened = dns
    const ask = async () => (await dig(dns.ports.dnsInside, 'mail.contoso.com')).answer[0]
    expect(await ask()).toBe('mail.contoso.com. 3540 IN A 203.0.113.25')
    dns.kept.set('inside', { entries: {}, generation: 1 })
    await dns.settle()
    expect(await ask()).toBe('mail.contoso.com. 3540 IN A 203.0.113.25')
    dns.kept.set('internet', { entries: {}, generation: 1 })
    dns.kept.set('inside', { entries: {}, generation: 2 })
    await dns.settle()
    expect(await ask()).toBe('mail.contoso.com. 3600 IN A 203.0.113.99')
  })
})

describe('the Essentials server’s DNS', () => {
  it('refuses connections while its service is stopped, and answers when it runs again', async () => {
    const dns = await serve(worldOf([outside, split]))
    const ask = () => overUdp(dns.ports.dnsInside, query('mail.contoso.com', 'A'))
    expect((await ask())?.answers).toHaveLength(1)
    await dns.change(worldOf([outside, split], dnsStopped))
    expect(await ask()).toBeNull()
    await dns.change(worldOf([outside, split]))
    expect((await ask())?.answers).toHaveLength(1)
  })

  it('does not listen where there is no Essentials server, or its service is stopped from the start', async () => {
    const dns = await serve(worldOf([], { servers: [] }))
    expect(await overUdp(dns.ports.dnsInside, query('mail.contoso.com', 'A'))).toBeNull()
  })
})
