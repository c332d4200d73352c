import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { server } from '@/lib/essentials'
import { type Router, router, routerName, type Vantage } from '@/lib/network'
import { contoso, essentialsServer, exchangeServer, layOut } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { noIntake } from './no-intake'
import { openWire, type Wire } from './open-wire'
import { route } from './route'
import { Dialogue } from './testing/dialogue'
import { knock } from './testing/knock'
import { openTestWire } from './testing/wire-of'

let place: TestSite
let wire: Wire
let found: Router

beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
  found = (await place.site.store.find(router, routerName))?.properties ?? expect.fail('no router')
  wire = await openTestWire(async () => place.site)
})
afterAll(async () => {
  await wire.close()
  await place.close()
})
beforeEach(async () => {
  await setRouter({ ...found, forwards: [forwardTo(25, '192.168.0.3'), forwardTo(443, '192.168.0.2')] })
  await setServer('ESSENTIALS', essentialsServer)
  await setServer('EXCH01', exchangeServer)
})

const forwardTo = (port: number, address: string) => ({
  id: `${port}`,
  publicAddress: null,
  protocol: 'TCP' as const,
  port,
  address,
  targetPort: port,
  note: '',
})

const setRouter = (change: Partial<Router>) =>
  place.inTransaction(async ({ store }) => {
    const kept = await store.find(router, routerName)
    if (kept) await store.update(router, kept, change)
  })

const setServer = (name: string, change: object) =>
  place.inTransaction(async ({ store }) => {
    const kept = await store.find(server, name)
    if (kept) await store.update(server, kept, change)
  })

/** What a connection to the simulated address meets, after the world has caught up. */
async function meet(from: Vantage, address: string, port: number) {
  return knock(route(await wire.settle(), from, 'tcp', address, port))
}

/** What keeps a process alive, besides the database's connections. */
const listeners = () =>
  process.getActiveResourcesInfo().filter((kind) => /Server|UDP|Worker|MessagePort/.test(kind))

const fromOutside = (port = 25) => meet('internet', '203.0.113.25', port)

describe('a connection from the Internet', () => {
  it('comes through the router to the server that greets', async () => {
    const map = await wire.settle()
    const dialogue = new Dialogue(route(map, 'internet', 'tcp', '203.0.113.25', 25))
    expect(await dialogue.hear()).toMatch(
      /^220 EXCH01\.contoso\.local Microsoft ESMTP MAIL Service ready at /,
    )
    const other = new Dialogue(route(map, 'internet', 'tcp', '203.0.113.25', 25), '127.20.0.25')
    await other.hear()
    expect(await other.say('EHLO mail.fabrikam.com')).toContain('Hello [198.51.100.25]')
    other.socket.destroy()
    expect(await dialogue.say('QUIT')).toBe('221 2.0.0 Service closing transmission channel')
  })

  it('is lost without a forward, and comes through when there is one', async () => {
    await setRouter({ forwards: [] })
    expect(await fromOutside()).toBe('silent')
    await setRouter({ forwards: [forwardTo(25, '192.168.0.3')] })
    expect(await fromOutside()).toBe('open')
  })

  it.each<[string, Partial<Router>]>([
    ['a forward to an address without a computer', { forwards: [forwardTo(25, '192.168.0.77')] }],
    ['a provider that blocks the port', { blockedPorts: [25] }],
    ['another router before this one', { wanAddress: '192.168.1.2' }],
  ])('is lost with %s', async (_, change) => {
    await setRouter(change)
    expect(await fromOutside()).toBe('silent')
  })

  it('is refused by the wrong server, and by the right one while its transport is stopped', async () => {
    await setRouter({ forwards: [forwardTo(25, '192.168.0.2')] })
    expect(await fromOutside()).toBe('refused')
    await setRouter({ forwards: [forwardTo(25, '192.168.0.3')] })
    const stopped = { displayName: 'Microsoft Exchange Transport', state: 'Stopped' }
    await setServer('EXCH01', { services: { ...exchangeServer.services, MSExchangeTransport: stopped } })
    expect(await fromOutside()).toBe('refused')
    await setServer('EXCH01', exchangeServer)
    expect(await fromOutside()).toBe('open')
  })

  it('ends when its line is closed', async () => {
    const map = await wire.settle()
    const dialogue = new Dialogue(route(map, 'internet', 'tcp', '203.0.113.25', 25))
    await dialogue.hear()
    await setRouter({ forwards: [] })
    await wire.settle()
    expect(await dialogue.hear()).toBe('')
    expect(dialogue.socket.closed).toBe(true)
  })

  it('never reaches an address inside', async () => {
    expect(await meet('internet', '192.168.0.3', 25)).toBe('silent')
  })
})

describe('a connection from inside', () => {
  it('reaches the servers, is refused where none listens and lost where nobody is', async () => {
    expect(await meet('inside', '192.168.0.3', 25)).toBe('open')
    expect(await meet('inside', '192.168.0.3', 110)).toBe('refused')
    expect(await meet('inside', '192.168.0.2', 3389)).toBe('refused')
    expect(await meet('inside', '192.168.0.77', 25)).toBe('silent')
  })

  it('to the own public address is lost, unless the router leads it back', async () => {
    expect(await meet('inside', '203.0.113.25', 25)).toBe('silent')
    await setRouter({ hairpin: true })
    expect(await meet('inside', '203.0.113.25', 25)).toBe('open')
  })

  it('leaves at port 25 unless the provider blocks it', async () => {
    expect(await meet('inside', '198.51.100.25', 25)).toBe('open')
    await setRouter({ blockedPorts: [25] })
    expect(await meet('inside', '198.51.100.25', 25)).toBe('silent')
  })
})

describe('the ports', () => {
  it('of a line stay what they were while the site changes', async () => {
    const port = async () => route(await wire.settle(), 'internet', 'tcp', '203.0.113.25', 25)
    const before = await port()
    await setRouter({ forwards: [] })
    expect(await port()).toBe(before)
  })

  it('that another program has are named with their setting', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const ports = { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: port, smtp: 0, submission: 0, block: 0 }
    const options = {
      snapshot: async () => place.site,
      ports,
      saveCache: async () => undefined,
      intake: noIntake,
    }
    await expect(openWire(options)).rejects.toThrow(
      `Port ${port} is in use by another program. Set PROXY_PORT to a free port and start again.`,
    )
    other.close()
  })

  it('take 500 idle connections and go on answering', async () => {
    const port = route(await wire.settle(), 'internet', 'tcp', '203.0.113.25', 25)
    const idle = Array.from({ length: 500 }, () => connect({ port, host: '127.0.0.1' }))
    await Promise.all(idle.map((one) => new Promise((resolve) => one.once('connect', resolve))))
    const dialogue = new Dialogue(port)
    expect(await dialogue.hear()).toMatch(/^220 /)
    for (const socket of [...idle, dialogue.socket]) socket.destroy()
  })

  it('are free again when the world is closed, with connections open', async () => {
    const before = listeners()
    const own = await openTestWire(async () => place.site)
    const map = await own.settle()
    const dialogue = new Dialogue(route(map, 'internet', 'tcp', '203.0.113.25', 25))
    await dialogue.hear()
    await own.close()
    expect(await dialogue.hear()).toBe('')
    const met = await Promise.all(
      [...map.lines, { localPort: map.silentPort }].map((line) => knock(line.localPort)),
    )
    expect(new Set(met)).toEqual(new Set(['refused']))
    expect(listeners()).toEqual(before)
  })
})

describe('a site that was not described yet', () => {
  it('has the Internet and nothing else', async () => {
    const empty = await testSite()
    const own = await openTestWire(async () => empty.site)
    const map = await own.settle()
    expect(await knock(route(map, 'internet', 'tcp', '198.51.100.25', 25))).toBe('open')
    expect(await knock(route(map, 'internet', 'tcp', contoso().publicAddresses[0] ?? '', 25))).toBe('silent')
    expect(map.publicAddresses).toEqual([])
    await own.close()
    await empty.close()
  })
})

describe('closing', () => {
  it('waits for the settling that is under way, so that nothing it opens stays open', async () => {
    const empty = await testSite()
    const own = await openTestWire(async () => empty.site)
    const settling = own.settle()
    // So far that it has begun.
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    await own.close()
    const open = (await settling).lines.filter(
      ({ state, protocol }) => state === 'open' && protocol === 'tcp',
    )
    expect(open.length).toBeGreaterThan(0)
    expect(await Promise.all(open.map(({ localPort }) => knock(localPort)))).toEqual(
      open.map(() => 'refused'),
    )
    await empty.close()
  })
})
