import { afterEach, describe, expect, it } from 'vitest'
import { connectionLimits } from './connection-limits'
import { type LiveOptions, liveNetwork } from './live-network'
import { nameServer, type TestServer, talks, tcpServer } from './servers-for-tests'

const open: TestServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const ours = '203.0.113.25'

/** The real world as this test has it: nothing leaves loopback. */
async function world(change: Partial<LiveOptions> = {}, leads: Readonly<Record<string, string>> = {}) {
  const names = await nameServer(({ questions: [question] = [] }) => {
    const data = leads[question?.name ?? '']
    return data ? { answers: [{ type: 'A', name: question?.name ?? '', ttl: 60, data }] } : { flags: 3 }
  })
  const mail = await tcpServer(
    talks('220 mail.contoso.com ESMTP\r\n', { EHLO: '250 OK\r\n', RCPT: '550 no\r\n' }),
  )
  const web = await tcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n')))
  open.push(names, mail, web)
  const dialled: string[] = []
  const network = liveNetwork({
    resolver: '198.51.100.1',
    insideResolver: '192.168.0.2',
    names: ['contoso.com'],
    addresses: [ours],
    timeoutMs: 300,
    limits: connectionLimits({ atOnce: 8, aMinute: 120 }),
    at(address, port) {
      dialled.push(`${address}:${port}`)
      return port === 53 ? names.place : port === 80 ? web.place : mail.place
    },
    ...change,
  })
  return { network, dialled, names }
}

const anywhere = 'internet' as const

describe('the real world', () => {
  it('is connected to at the confirmed addresses', async () => {
    const { network, dialled } = await world()
    expect(await network.connect(ours, 25, anywhere)).toMatchObject({
      kind: 'answered',
      server: 'mail.contoso.com',
    })
    expect(dialled).toEqual([`${ours}:25`])
  })

  it.each([
    '198.51.100.25',
    '10.0.0.1',
    '127.0.0.1',
    '127.1',
    '0x7f000001',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::ffff:203.0.113.25',
    'localhost',
    'mail.contoso.com',
    '',
  ])('is not connected to at %s', async (address) => {
    const { network, dialled } = await world({
      addresses: [ours, '127.0.0.1', '169.254.169.254', '::1', '10.0.0.1'],
    })
    expect(await network.connect(address, 25, anywhere, 'mail.contoso.com')).toMatchObject({
      kind: 'forbidden',
    })
    expect(await network.request({ url: 'http://mail.contoso.com/', from: anywhere, address })).toMatchObject(
      { kind: 'forbidden' },
    )
    expect(await network.converse(address, 25, anywhere, [])).toMatchObject({ kind: 'forbidden' })
    expect(dialled.filter((one) => !one.endsWith(':53'))).toEqual([])
  })

  it('has an inside where private addresses were confirmed, but never loopback', async () => {
    const { network } = await world({ insideAddresses: ['192.168.0.3', '127.0.0.1'] })
    expect(await network.connect('192.168.0.3', 25, 'inside')).toMatchObject({ kind: 'answered' })
    expect(await network.connect('192.168.0.4', 25, 'inside')).toMatchObject({ kind: 'forbidden' })
    expect(await network.connect('127.0.0.1', 25, 'inside')).toMatchObject({ kind: 'forbidden' })
  })

  it('is asked for confirmed names, and for those only where they lead to a confirmed address', async () => {
    const leads = {
      'mail.contoso.com': ours,
      'rebound.contoso.com': '127.0.0.1',
      'moved.contoso.com': '198.51.100.7',
    }
    const { network } = await world({}, leads)
    const kind = async (url: string) => (await network.request({ url, from: anywhere })).kind
    expect(await kind('http://mail.contoso.com/')).toBe('answered')
    expect(await kind('http://rebound.contoso.com/')).toBe('forbidden')
    expect(await kind('http://moved.contoso.com/')).toBe('forbidden')
    expect(await kind('http://mail.fabrikam.com/')).toBe('forbidden')
    expect(await kind('http://notcontoso.com/')).toBe('forbidden')
    expect(await kind('http://127.0.0.1/')).toBe('forbidden')
    expect(await kind('http://2130706433/')).toBe('forbidden')
    expect(await kind(`http://${ours}/`)).toBe('answered')
  })

  it('is told no names but the confirmed ones', async () => {
    const { network, dialled } = await world()
    expect(await network.connect(ours, 443, anywhere, 'www.fabrikam.com')).toMatchObject({
      kind: 'forbidden',
    })
    expect(dialled).toEqual([])
  })

  it('gets no message', async () => {
    const { network, dialled } = await world()
    const said = ['EHLO me.example', 'RCPT TO:<a@contoso.com>']
    expect(await network.converse(ours, 25, anywhere, said)).toMatchObject({
      kind: 'answered',
      exchanges: [{ reply: '250 OK' }, { reply: '550 no' }],
    })
    dialled.length = 0
    for (const line of ['DATA', ' data ', 'BDAT 5 LAST', 'AUTH PLAIN x', 'VRFY a', 'EHLO a\r\nDATA', ''])
      expect(await network.converse(ours, 25, anywhere, ['EHLO a', line])).toMatchObject({
        kind: 'forbidden',
      })
    expect(dialled).toEqual([])
  })

  it('is asked for names at the chosen resolver, and from inside at this computer’s', async () => {
    const { network, dialled } = await world({}, { 'mail.contoso.com': ours })
    await network.lookup('mail.contoso.com', 'A', 'internet')
    expect(new Set(dialled)).toEqual(new Set(['198.51.100.1:53']))
    dialled.length = 0
    expect(await network.lookup('nobody.contoso.com', 'A', 'inside')).toMatchObject({ server: '192.168.0.2' })
    expect(new Set(dialled)).toEqual(new Set(['192.168.0.2:53']))
  })

  it('asks no name server at an address that is nobody’s', async () => {
    const { network, dialled } = await world()
    for (const via of ['127.0.0.1', '10.9.9.9', '::1'])
      expect(await network.lookup('mail.contoso.com', 'A', 'internet', via)).toMatchObject({
        status: 'TIMEOUT',
      })
    expect(dialled).toEqual([])
  })
})

describe('the limits of live checks', () => {
  it('refuse what is too much for a minute, and say when to come back', async () => {
    let time = 0
    const { network } = await world({ limits: connectionLimits({ atOnce: 8, aMinute: 2, now: () => time }) })
    const kind = async () => (await network.connect(ours, 25, anywhere)).kind
    expect([await kind(), await kind(), await kind()]).toEqual(['answered', 'answered', 'forbidden'])
    time = 60_001
    expect(await kind()).toBe('answered')
  })

  it('let only so many be open at once, and the others follow', async () => {
    const { turn } = connectionLimits({ atOnce: 2, aMinute: 120 })
    const order: string[] = []
    const [first] = await Promise.all([turn(), turn()])
    const third = turn().then((end) => {
      order.push('third')
      return end
    })
    await new Promise(setImmediate)
    order.push('first ends')
    if (typeof first === 'function') first()
    await third
    expect(order).toEqual(['first ends', 'third'])
  })

  it('give every turn back when its connection has ended', async () => {
    const { network } = await world({ limits: connectionLimits({ atOnce: 1, aMinute: 120 }) })
    const all = Array.from({ length: 5 }, (_, index) =>
      network.connect(ours, [25, 80, 443, 143, 25][index] ?? 25, anywhere),
    )
    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(Array(5).fill('answered'))
  })
})
