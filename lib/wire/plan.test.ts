import { describe, expect, it } from 'vitest'
import type { Server } from '@/lib/essentials'
import type { Router, World } from '@/lib/network'
import { contoso, essentialsServer, exchangeServer } from '@/lib/network/testing/contoso'
import { planLines } from './plan'
import { nameServers } from './plan/name-servers'

const described = { wanAddress: '203.0.113.25', dhcpRange: contoso().dhcpRange }

const forwardTo = (port: number, address: string, targetPort = port) => ({
  id: `${port}`,
  publicAddress: null,
  protocol: 'TCP' as const,
  port,
  address,
  targetPort,
  note: '',
})

const router: Router = {
  ...described,
  described,
  reservations: [],
  forwards: [forwardTo(25, '192.168.0.3'), forwardTo(443, '192.168.0.2')],
  hairpin: false,
  blockedPorts: [],
}

function kept(name: string, properties: Server) {
  return { id: name, name, properties, whenCreated: new Date(0), whenChanged: new Date(0) }
}

function world(
  change: { router?: Partial<Router>; exchange?: Partial<Server>; essentials?: Partial<Server> } = {},
) {
  return {
    description: contoso(),
    servers: [
      kept('ESSENTIALS', { ...essentialsServer, ...change.essentials }),
      kept('EXCH01', { ...exchangeServer, ...change.exchange }),
    ],
    zones: [],
    router: { ...router, ...change.router },
    proxy: null,
  } satisfies World
}

const stopped = (...names: string[]): Server['services'] => ({
  ...exchangeServer.services,
  ...Object.fromEntries(names.map((name) => [name, { displayName: name, state: 'Stopped' as const }])),
})

function at(of: World, where: string) {
  const line = planLines(of).find(({ address, port }) => `${address}:${port}` === where)
  return line && { state: line.state, what: line.what }
}

describe('a port of a server', () => {
  it('is open while the Windows services behind it run', () => {
    expect(at(world(), '192.168.0.3:25')).toEqual({ state: 'open', what: 'SMTP of EXCH01' })
    for (const service of ['MSExchangeTransport', 'MSExchangeFrontEndTransport'])
      expect(at(world({ exchange: { services: stopped(service) } }), '192.168.0.3:25')?.state).toBe('closed')
    expect(at(world({ exchange: { services: stopped('W3SVC') } }), '192.168.0.3:443')?.state).toBe('closed')
  })

  it('is closed for POP3 and IMAP4, which Setup leaves stopped', () => {
    for (const port of [110, 143, 993, 995]) expect(at(world(), `192.168.0.3:${port}`)?.state).toBe('closed')
  })

  it('takes submissions, with a front end and without one', () => {
    expect(at(world(), '192.168.0.3:587')?.state).toBe('open')
    const { MSExchangeFrontEndTransport: _, ...services } = exchangeServer.services
    expect(at(world({ exchange: { services } }), '192.168.0.3:587')?.state).toBe('open')
    expect(at(world({ exchange: { services } }), '192.168.0.3:25')?.state).toBe('open')
  })

  it('is none on the second server before Exchange is there, and web alone on the Essentials server', () => {
    const bare = world({ exchange: { services: {} } })
    expect(planLines(bare).filter(({ address }) => address === '192.168.0.3')).toEqual([])
    expect(planLines(bare).flatMap(({ address, port }) => (address === '192.168.0.2' ? [port] : []))).toEqual(
      [80, 443],
    )
  })

  it('has its setting at the Essentials server’s 443 and at Exchange’s 25 and 587', () => {
    const fixed = planLines(world()).flatMap(({ address, port, fixed }) =>
      fixed ? [[fixed, address, port]] : [],
    )
    expect(fixed).toEqual([
      ['proxy', '192.168.0.2', 443],
      ['smtp', '192.168.0.3', 25],
      ['submission', '192.168.0.3', 587],
    ])
  })
})

describe('a port of the public address', () => {
  const seen = (change: Parameters<typeof world>[0], port = 25) => at(world(change), `203.0.113.25:${port}`)

  it('leads to where the router’s table says', () => {
    expect(seen({})).toEqual({ state: 'open', what: 'The router, to 192.168.0.3:25' })
  })

  it('is refused when the table leads to a port at which nothing listens', () => {
    expect(seen({ exchange: { services: stopped('MSExchangeTransport') } })?.state).toBe('closed')
    expect(seen({ router: { forwards: [forwardTo(25, '192.168.0.2')] } })?.state).toBe('closed')
  })

  it.each([
    ['without a line in the table', { router: { forwards: [] } }],
    ['that leads to no computer', { router: { forwards: [forwardTo(25, '192.168.0.77')] } }],
    ['that the provider blocks', { router: { blockedPorts: [25] } }],
    ['behind another router', { router: { wanAddress: '192.168.1.2' } }],
    ['of another address than the router has', { router: { wanAddress: '203.0.113.26' } }],
  ])('%s is silent', (_, change) => {
    expect(seen(change)?.state).toBe('silent')
  })

  it('is there for every port of the table, and for UDP lines for none', () => {
    const line = { ...forwardTo(3389, '192.168.0.2'), protocol: 'UDP' as const }
    expect(seen({ router: { forwards: [line] } }, 3389)).toBeUndefined()
    expect(seen({ router: { forwards: [forwardTo(8443, '192.168.0.2', 443)] } }, 8443)?.state).toBe('open')
  })
})

describe('name servers', () => {
  const states = (of: World) =>
    Object.fromEntries(nameServers(of).map(({ address, state, server }) => [address, `${server} ${state}`]))

  it('are the Internet’s, the provider’s resolver, the Essentials server and the router', () => {
    expect(states(world())).toMatchObject({
      '198.51.100.53': 'dns open',
      '198.51.100.80': 'dns open',
      '198.51.100.1': 'dnsResolver open',
      '192.168.0.2': 'dnsInside open',
      '192.168.0.1': 'dnsResolver open',
    })
  })

  it('inside does not answer while the DNS service is stopped', () => {
    const services = { DNS: { displayName: 'DNS Server', state: 'Stopped' as const } }
    expect(states(world({ essentials: { services } }))['192.168.0.2']).toBe('dnsInside closed')
  })
})
