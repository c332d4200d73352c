import type { Packet } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { askServer } from './ask-server'
import { nameServer, reachOf, type TestNameServer } from './servers-for-tests'

const open: TestNameServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const resolver = { address: '198.51.100.1', from: 'internet', recursive: true, name: 'the resolver' } as const

async function asking(...given: Parameters<typeof nameServer>) {
  const server = await nameServer(...given)
  open.push(server)
  const reach = reachOf({ '198.51.100.1:53': server })
  return {
    server,
    ask: (name: string, type: Parameters<typeof askServer>[3]) => askServer(reach, resolver, name, type),
  }
}

const nxdomain = 3
const servfail = 2
const refused = 5
const truncated = 1 << 9
const soa = {
  type: 'SOA',
  name: 'contoso.com',
  ttl: 900,
  data: {
    mname: 'ns1.example',
    rname: 'hostmaster.example',
    serial: 1,
    refresh: 2,
    retry: 3,
    expire: 4,
    minimum: 600,
  },
} as const

const mail = { type: 'A', name: 'mail.contoso.com', ttl: 120, data: '203.0.113.25' } as const

describe('a question to a name server', () => {
  it('gets the records as a zone file writes them, aliases first, and for how long they are kept', async () => {
    const alias = { type: 'CNAME', name: 'WWW.contoso.com', ttl: 30, data: 'mail.contoso.com' } as const
    const { ask } = await asking(() => ({ answers: [alias, mail] }))
    const { answer } = await ask('www.contoso.com', 'A')
    expect(answer).toEqual({
      status: 'NOERROR',
      server: 'the resolver',
      cachedForSeconds: 30,
      wildcard: false,
      records: [
        { name: 'www.contoso.com', type: 'CNAME', ttl: 30, data: 'mail.contoso.com.' },
        { name: 'mail.contoso.com', type: 'A', ttl: 120, data: '203.0.113.25' },
      ],
    })
  })

  it.each([
    ['MX', { preference: 10, exchange: 'mail.contoso.com' }, '10 mail.contoso.com.'],
    ['MX', { preference: 0, exchange: '.' }, '0 .'],
    ['SRV', { priority: 0, weight: 5, port: 443, target: 'mail.contoso.com' }, '0 5 443 mail.contoso.com.'],
    ['TXT', ['v=spf1 mx', ' -all'], 'v=spf1 mx -all'],
    ['NS', 'ns1.example', 'ns1.example.'],
    ['AAAA', '2001:db8::25', '2001:db8::25'],
    ['PTR', 'mail.contoso.com', 'mail.contoso.com.'],
    ['SOA', soa.data, 'ns1.example. hostmaster.example. 1 2 3 4 600'],
  ] as const)('writes %s as %s gives it', async (type, data, written) => {
    const record = { type, name: 'contoso.com', ttl: 60, data } as NonNullable<Packet['answers']>[number]
    const { ask } = await asking(() => ({ answers: [record] }))
    const { records } = (await ask('contoso.com', type)).answer
    expect(records).toEqual([{ name: 'contoso.com', type, ttl: 60, data: written }])
  })

  it('tells no such name from no such record, and how long either may be kept (RFC 2308 §5)', async () => {
    const { ask } = await asking(({ questions }) => ({
      flags: questions?.[0]?.name === 'mail.contoso.com' ? 0 : nxdomain,
      authorities: [soa],
    }))
    const noRecord = (await ask('mail.contoso.com', 'MX')).answer
    const noName = (await ask('nobody.contoso.com', 'MX')).answer
    expect([noRecord.status, noRecord.records, noRecord.cachedForSeconds]).toEqual(['NOERROR', [], 600])
    expect([noName.status, noName.records, noName.cachedForSeconds]).toEqual(['NXDOMAIN', [], 600])
  })

  it('keeps nothing that came without a SOA, nor what the zone itself answers', async () => {
    const without = await asking(() => ({ flags: nxdomain }))
    expect((await without.ask('nobody.contoso.com', 'A')).answer.cachedForSeconds).toBe(0)
    const own = await asking(() => ({ flags: 1 << 10, answers: [mail] }))
    const { answer, own: isOwn } = await own.ask('mail.contoso.com', 'A')
    expect([answer.cachedForSeconds, isOwn]).toEqual([null, true])
  })

  it('goes over to TCP when the answer does not fit', async () => {
    const { ask, server } = await asking((_, transport) =>
      transport === 'udp' ? { flags: truncated } : { answers: [mail] },
    )
    expect((await ask('mail.contoso.com', 'A')).answer.records[0]).toMatchObject({
      ttl: 120,
      data: '203.0.113.25',
    })
    expect(server.asked.filter((one) => one.endsWith('tcp'))).toHaveLength(2)
  })

  it.each([
    ['SERVFAIL', servfail],
    ['REFUSED', refused],
  ])('tells %s', async (status, flags) => {
    const { ask } = await asking(() => ({ flags }))
    expect((await ask('mail.contoso.com', 'A')).answer).toMatchObject({
      status,
      records: [],
      server: 'the resolver',
    })
  })

  it('is a timeout where nobody answers, and where nobody listens', async () => {
    const { ask } = await asking(() => null)
    expect((await ask('mail.contoso.com', 'A')).answer.status).toBe('TIMEOUT')
    const nobody = await askServer(reachOf({}), resolver, 'mail.contoso.com', 'A')
    expect(nobody.answer.status).toBe('TIMEOUT')
  })

  it.each([
    ['another number', { id: 1 }],
    ['another question', { questions: [{ type: 'A' as const, name: 'mail.fabrikam.com' }] }],
    ['another type', { questions: [{ type: 'MX' as const, name: 'mail.contoso.com' }] }],
    ['a name that points to itself', Buffer.from('c00cc00cc00cc00cc00cc00cc00c', 'hex')],
    ['no DNS at all', Buffer.alloc(40, 0xc0)],
  ])('believes no packet with %s', async (_, lie) => {
    const lying = () => (Buffer.isBuffer(lie) ? lie : { answers: [mail], ...lie })
    const always = await asking(lying)
    expect((await always.ask('mail.contoso.com', 'A')).answer.records).toEqual([])
    let count = 0
    const second = await asking(() => (count++ === 0 ? { answers: [mail] } : lying()))
    expect((await second.ask('mail.contoso.com', 'A')).answer.records).toMatchObject([{ ttl: 0 }])
  })

  it.each(['a..b', `${'a'.repeat(64)}.com`, `${'a.'.repeat(130)}com`])(
    'asks nobody for %s, which is no name',
    async (name) => {
      const { ask, server } = await asking(() => ({}))
      expect((await ask(name, 'A')).answer.status).toBe('NXDOMAIN')
      expect(server.asked).toEqual([])
    },
  )

  it('stands by what node’s resolver found when the packet says otherwise', async () => {
    let count = 0
    const { ask } = await asking(() => (count++ === 0 ? { answers: [mail] } : { flags: nxdomain }))
    const { answer } = await ask('mail.contoso.com', 'A')
    expect(answer).toMatchObject({ status: 'NOERROR', cachedForSeconds: null })
    expect(answer.records).toEqual([{ name: 'mail.contoso.com', type: 'A', ttl: 0, data: '203.0.113.25' }])
  })
})
