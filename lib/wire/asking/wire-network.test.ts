import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '@/lib/network'
import { dnsStopped, type Line, worldOf, zoneOf } from '../dns/dns-for-tests'
import { mapOf, openNames } from './names-for-tests'
import { type TestServer, talks, tcpServer } from './servers-for-tests'
import { wireNetwork } from './wire-network'

const lines: readonly Line[] = [
  ['@', 'MX', '0 mail.contoso.com.', 3600],
  ['mail', 'A', '203.0.113.25'],
  ['same', 'A', '203.0.113.99'],
  ['*.mail', 'A', '203.0.113.77'],
  ['*', 'A', '203.0.113.99'],
  ['www', 'CNAME', 'parking.webhost.example.'],
  ['away', 'CNAME', 'nothere.webhost.example.'],
]
const split = zoneOf('inside', 'mail.contoso.com', [['@', 'A', '192.168.0.3']])
const world = (more: readonly Line[] = [], change: Partial<World> = {}) =>
  worldOf([zoneOf('internet', 'contoso.com', [...lines, ...more]), split], change)

let names: Awaited<ReturnType<typeof openNames>>
let mail: TestServer
beforeAll(async () => {
  names = await openNames(world())
  mail = await tcpServer(talks('220 EXCH01.contoso.local ESMTP\r\n'))
})
afterAll(() => Promise.all([names.close(), mail.close()]))

const network = (timeoutMs = 500) => wireNetwork({ settle: names.map, timeoutMs })
const data = ({ records }: { records: readonly { data: string }[] }) => records.map((record) => record.data)

describe('the simulated world, asked for names', () => {
  it('answers the Internet and the office each in its own way', async () => {
    const { lookup } = network()
    const outside = await lookup('mail.contoso.com', 'A', 'internet')
    const inside = await lookup('mail.contoso.com', 'A', 'inside')
    expect([data(outside), outside.server]).toEqual([['203.0.113.25'], '198.51.100.1'])
    expect([data(inside), inside.server, inside.cachedForSeconds]).toEqual([
      ['192.168.0.3'],
      '192.168.0.2',
      null,
    ])
  })

  it('goes on telling an old answer from the resolver until its time is over, and the new one at the source', async () => {
    const asking = network()
    expect((await asking.lookup('new.contoso.com', 'TXT', 'internet')).status).toBe('NOERROR')
    await names.change(world([['new', 'TXT', 'hello', 300]]))
    const old = await asking.lookup('new.contoso.com', 'TXT', 'internet')
    const now = await asking.authoritative('new.contoso.com', 'TXT')
    expect([data(old), data(now), now.cachedForSeconds]).toEqual([[], ['hello'], null])
    names.passSeconds(old.cachedForSeconds ?? 0)
    const later = await asking.lookup('new.contoso.com', 'TXT', 'internet')
    expect([data(later), later.cachedForSeconds]).toEqual([['hello'], 300])
    names.passSeconds(100)
    expect((await asking.lookup('new.contoso.com', 'TXT', 'internet')).cachedForSeconds).toBe(200)
    await names.change(world())
  })

  it('names the name server that answered for its zone', async () => {
    expect(await network().authoritative('contoso.com', 'MX')).toMatchObject({
      status: 'NOERROR',
      server: expect.stringMatching(/^ns[12]\.registrar\.example$/),
      records: [{ name: 'contoso.com', type: 'MX', ttl: 3600, data: '0 mail.contoso.com.' }],
    })
  })

  it('follows aliases into other zones, and tells where they end', async () => {
    const { authoritative } = network()
    expect(data(await authoritative('www.contoso.com', 'A'))).toEqual([
      'parking.webhost.example.',
      '198.51.100.81',
    ])
    expect(data(await authoritative('www.contoso.com', 'CNAME'))).toEqual(['parking.webhost.example.'])
    expect(await authoritative('away.contoso.com', 'A')).toMatchObject({
      status: 'NXDOMAIN',
      records: [{ type: 'CNAME' }],
    })
  })

  it('knows a wildcard from a record of its own, even with the same data', async () => {
    const { authoritative, lookup } = network()
    const wild = async (name: string) => (await authoritative(name, 'A')).wildcard
    expect(await wild('anything.contoso.com')).toBe(true)
    expect(await wild('deep.below.contoso.com')).toBe(true)
    expect([await wild('mail.contoso.com'), await wild('same.contoso.com')]).toEqual([false, false])
    expect((await authoritative('_autodiscover._tcp.contoso.com', 'SRV')).wildcard).toBe(false)
    expect((await lookup('anything.contoso.com', 'A', 'internet')).wildcard).toBe(true)
    expect((await lookup('anything.contoso.com', 'A', 'inside')).wildcard).toBe(true)
    expect((await lookup('mail.contoso.com', 'A', 'inside')).wildcard).toBe(false)
  })

  it('leaves nothing of its search for wildcards with the resolver', async () => {
    await network().lookup('anything.contoso.com', 'A', 'internet')
    const kept = Object.keys(names.kept.get('internet')?.entries ?? {})
    expect(kept.filter((key) => /[0-9a-f]{12}\./.test(key))).toEqual([])
  })

  it('says that nobody has a domain', async () => {
    expect(await network().authoritative('mail.nobody.example', 'A')).toMatchObject({
      status: 'NXDOMAIN',
      records: [],
    })
  })

  it('asks the name server that it is told to ask', async () => {
    const { lookup } = network()
    expect(data(await lookup('mail.contoso.com', 'A', 'internet', '198.51.100.53'))).toEqual(['203.0.113.25'])
    expect((await lookup('mail.contoso.com', 'A', 'internet', '198.51.100.66')).status).toBe('TIMEOUT')
  })

  it('has no names inside while the DNS service is stopped', async () => {
    await names.change(world([], dnsStopped))
    expect(await network().lookup('mail.contoso.com', 'A', 'inside')).toMatchObject({
      status: 'TIMEOUT',
      server: '192.168.0.2',
    })
    await names.change(world())
  })
})

describe('the simulated world', () => {
  const line = { protocol: 'tcp', address: '203.0.113.25', state: 'open', what: 'SMTP' } as const

  it('is connected to where its map says', async () => {
    const settle = async () => {
      const map = mapOf(names.ports)
      return { ...map, lines: [...map.lines, { ...line, port: 25, localPort: mail.place.port }] }
    }
    const { connect, request } = wireNetwork({ settle, timeoutMs: 500 })
    expect(await connect('203.0.113.25', 25, 'internet')).toMatchObject({
      kind: 'answered',
      server: 'EXCH01.contoso.local',
    })
    expect(await request({ url: 'http://mail.contoso.com/', from: 'internet' })).toEqual({ kind: 'refused' })
  })

  it('is asked for its map once for each burst, and anew after a change', async () => {
    let count = 0
    const settle = () => {
      count++
      return names.map()
    }
    const { lookup } = wireNetwork({ settle, timeoutMs: 500 })
    await Promise.all(['a', 'b', 'c'].map((name) => lookup(`${name}.contoso.com`, 'A', 'internet')))
    expect(count).toBe(1)
    await lookup('d.contoso.com', 'A', 'internet')
    expect(count).toBe(2)
  })

  it('says that it does not run', async () => {
    const down = wireNetwork({ settle: () => Promise.reject(new Error('ECONNREFUSED')) })
    const reason = expect.stringMatching(/simulated network does not run/)
    expect(await down.lookup('contoso.com', 'MX', 'internet')).toMatchObject({ status: 'TIMEOUT' })
    expect(await down.connect('203.0.113.25', 25, 'internet')).toEqual({ kind: 'timeout', reason })
    expect(await down.request({ url: 'https://mail.contoso.com/', from: 'internet' })).toEqual({
      kind: 'timeout',
      reason,
    })
    expect(await down.converse('203.0.113.25', 25, 'internet', [])).toEqual({ kind: 'timeout', reason })
    expect(await down.spf('contoso.com', '203.0.113.25')).toMatchObject({ result: 'temperror', reason })
  })
})
