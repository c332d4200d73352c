import type { Packet, Answer as PacketAnswer } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { authoritative } from './authoritative'
import { nameServer, reachOf, type TestNameServer } from './servers-for-tests'

const open: TestNameServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

type Lines = readonly (readonly [name: string, type: 'A' | 'NS' | 'CNAME', data: string])[]

function records(lines: Lines): PacketAnswer[] {
  return lines.map(([name, type, data]) => ({ name, type, ttl: 60, data }))
}

/** Answers what is listed, else by `others`; RFC 1035 flags: 1 << 10 is AA, 1 << 7 is RA. */
async function listed(lines: Lines, others: (name: string) => Partial<Packet> | null, flags = 1 << 10) {
  const server = await nameServer(({ questions: [question] = [] }) => {
    const found = lines.filter(
      ([name, type]) => name === question?.name && (type === question.type || type === 'CNAME'),
    )
    return found.length > 0 ? { flags, answers: records(found) } : others(question?.name ?? '')
  })
  open.push(server)
  return server
}

const nxdomain = () => ({ flags: 3 })
const resolver = (lines: Lines) => listed(lines, nxdomain, 1 << 7)

const delegated: Lines = [
  ['contoso.com', 'NS', 'ns1.example'],
  ['contoso.com', 'NS', 'ns2.example'],
  ['ns1.example', 'A', '198.51.100.53'],
  ['ns2.example', 'A', '198.51.100.54'],
]

describe('the domain’s own name servers', () => {
  it('are asked one after the other until one answers', async () => {
    const down = await listed([], () => ({ flags: 2 }))
    const up = await listed([['mail.contoso.com', 'A', '203.0.113.25']], nxdomain)
    const reach = reachOf({
      '198.51.100.1:53': await resolver(delegated),
      '198.51.100.53:53': down,
      '198.51.100.54:53': up,
    })
    expect(await authoritative(reach, 'Mail.Contoso.com.', 'A')).toMatchObject({
      status: 'NOERROR',
      server: 'ns2.example',
      records: [{ data: '203.0.113.25' }],
      cachedForSeconds: null,
    })
    expect(down.asked).toContain('mail.contoso.com A udp')
  })

  it('are named when none of them answers', async () => {
    const reach = reachOf({ '198.51.100.1:53': await resolver(delegated) })
    expect(await authoritative(reach, 'contoso.com', 'A')).toMatchObject({
      status: 'TIMEOUT',
      server: 'ns2.example',
    })
    const nowhere = reachOf({ '198.51.100.1:53': await resolver([['contoso.com', 'NS', 'gone.example']]) })
    expect(await authoritative(nowhere, 'contoso.com', 'A')).toMatchObject({
      status: 'SERVFAIL',
      server: 'gone.example',
    })
  })

  it('may refer to others, for a zone of its own below theirs', async () => {
    const above = await listed([], () => ({
      authorities: records([['branch.contoso.com', 'NS', 'ns2.example']]),
    }))
    const below = await listed([['mail.branch.contoso.com', 'A', '203.0.113.30']], nxdomain)
    const names = await resolver(delegated.filter(([, , data]) => data !== 'ns2.example'))
    const reach = reachOf({ '198.51.100.1:53': names, '198.51.100.53:53': above, '198.51.100.54:53': below })
    expect(await authoritative(reach, 'mail.branch.contoso.com', 'A')).toMatchObject({
      server: 'ns2.example',
      records: [{ data: '203.0.113.30' }],
    })
  })

  it('may not refer sideways, up, or round in circles', async () => {
    for (const zone of ['com', 'contoso.com', 'fabrikam.com', 'other.contoso.com']) {
      const referring = await listed([], () => ({ authorities: records([[zone, 'NS', 'ns1.example']]) }))
      const reach = reachOf({ '198.51.100.1:53': await resolver(delegated), '198.51.100.53:53': referring })
      expect(await authoritative(reach, 'mail.contoso.com', 'A')).toMatchObject({
        status: 'NOERROR',
        records: [],
      })
      expect(referring.asked).toHaveLength(2)
    }
  })

  it('lead through at most eight aliases', async () => {
    const ring: Lines = Array.from({ length: 20 }, (_, index) => [
      `a${index}.contoso.com`,
      'CNAME',
      `a${(index + 1) % 20}.contoso.com`,
    ])
    const server = await listed(ring, nxdomain)
    const reach = reachOf({ '198.51.100.1:53': await resolver(delegated), '198.51.100.53:53': server })
    const { records: chain } = await authoritative(reach, 'a0.contoso.com', 'A')
    expect(chain).toHaveLength(9)
  })

  it('of a zone below a registry’s are found, too', async () => {
    const names = await resolver([
      ['contoso.co.example', 'NS', 'ns1.example'],
      ['ns1.example', 'A', '198.51.100.53'],
    ])
    const own = await listed([['mail.contoso.co.example', 'A', '203.0.113.40']], nxdomain)
    const reach = reachOf({ '198.51.100.1:53': names, '198.51.100.53:53': own })
    expect(await authoritative(reach, 'mail.contoso.co.example', 'A')).toMatchObject({
      server: 'ns1.example',
      records: [{ data: '203.0.113.40' }],
    })
  })
})
