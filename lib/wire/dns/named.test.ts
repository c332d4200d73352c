import type { DecodedPacket } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Named, named } from '@/lib/host/bench/named'
import { NAMED, type OpenedDns, openedDns, overUdp, query, worldOf, zoneOf } from './dns-for-tests'

const zone = zoneOf('internet', 'contoso.com', [
  ['@', 'A', '203.0.113.25'],
  ['@', 'MX', '0 mail.contoso.com.'],
  ['@', 'MX', '10 mx.elsewhere.example.'],
  ['@', 'TXT', 'v=spf1 a mx ~all'],
  ['@', 'TXT', `second ${'z'.repeat(270)} "quoted" \\ é`],
  ['mail', 'A', '203.0.113.25'],
  ['mail', 'AAAA', '2001:db8::25'],
  ['www', 'CNAME', 'mail.contoso.com.'],
  ['away', 'CNAME', 'parking.elsewhere.example.'],
  ['gone', 'CNAME', 'nowhere.contoso.com.'],
  ['wild', 'CNAME', 'anything.sub.contoso.com.'],
  ['_autodiscover._tcp', 'SRV', '0 0 443 mail.contoso.com.'],
  ['a.b.c', 'TXT', 'deep'],
  ['*.sub', 'A', '203.0.113.30'],
  ['*.sub', 'MX', '5 mail.contoso.com.'],
  ['there.sub', 'TXT', 'there'],
  ['*.alias', 'CNAME', 'mail.contoso.com.'],
  ['null', 'MX', '0 .'],
])
const names = [
  '@ mail www away gone wild _autodiscover._tcp _tcp a.b.c b.c c x.c sub any.sub deep.any.sub there.sub below.there.sub',
  '*.sub x.*.sub alias any.alias null none none.mail MAIL \u0001odd',
].flatMap((line) => line.split(' '))
const types = ['A', 'AAAA', 'MX', 'TXT', 'SRV', 'CNAME', 'NS', 'SOA', 'PTR', 'CAA', 'DS']

function essence(answer: DecodedPacket | null) {
  if (!answer) return null
  const { flags = 0, answers = [], authorities = [] } = answer
  return {
    code: flags & 15,
    authoritative: (flags & 0x400) !== 0,
    truncated: (flags & 0x200) !== 0,
    answers: answers.map((record) => JSON.stringify(record).toLowerCase()).sort(),
    negative: answers.length === 0 && authorities.some(({ type }) => type === 'SOA'),
  }
}

describe.skipIf(!NAMED)('beside BIND on the same zone file (skipped where named is absent)', () => {
  let theirs: Named
  let ours: OpenedDns
  beforeAll(async () => {
    theirs = await named([zone])
    ours = await openedDns(worldOf([zone]))
  })
  afterAll(() => Promise.all([theirs?.close(), ours?.close()]))

  it.each(types)('every name is answered alike: %s', async (type) => {
    for (const name of names) {
      const full = name === '@' ? 'contoso.com' : `${name}.contoso.com`
      const packet = query(full, type)
      const [our, their] = [await overUdp(ours.ports.dns, packet), await overUdp(theirs.port, packet)]
      expect({ full, ...essence(our) }).toEqual({ full, ...essence(their) })
    }
  })

  it('names of other zones are refused alike', async () => {
    for (const name of ['northwind.test', 'com', '.', 'xcontoso.com']) {
      const packet = query(name, 'A')
      expect(essence(await overUdp(ours.ports.dns, packet))).toEqual(
        essence(await overUdp(theirs.port, packet)),
      )
    }
  })

  it.each([
    ['opcode STATUS', query('contoso.com', 'A', { flags: 2 << 11 })],
    ['no question', Buffer.from('126700000000000000000000', 'hex')],
    ['half a question', query('contoso.com', 'A').subarray(0, 20)],
    ['class CH', Buffer.from(query('contoso.com', 'A').toString('hex').replace(/0001$/, '0003'), 'hex')],
    [
      'type 0',
      Buffer.from(
        query('contoso.com', 'A')
          .toString('hex')
          .replace(/00010001$/, '00000001'),
        'hex',
      ),
    ],
    [
      'type OPT',
      Buffer.from(
        query('contoso.com', 'A')
          .toString('hex')
          .replace(/00010001$/, '00290001'),
        'hex',
      ),
    ],
    [
      'type MAILA',
      Buffer.from(
        query('contoso.com', 'A')
          .toString('hex')
          .replace(/00010001$/, '00fe0001'),
        'hex',
      ),
    ],
  ])('%s gets the same code', async (_, packet) => {
    const [our, their] = [await overUdp(ours.ports.dns, packet), await overUdp(theirs.port, packet)]
    expect((our?.flags ?? 0) & 15).toBe((their?.flags ?? 0) & 15)
  })
})
