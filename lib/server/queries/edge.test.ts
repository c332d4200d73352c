import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queueDatabase } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { prepareNetwork, readWorld } from '@/lib/network'
import { contoso as described } from '@/lib/network/testing/contoso'
import { command } from '@/lib/shell'
import { database } from '../db'
import type { TestSite } from '../test-site'
import { keepMail } from '../transport/keep-mail'
import { mailToKeep } from '../transport/mail-for-tests'
import { openPool } from '../transport/pool'
import { siteEdge } from './edge'
import { queueDatabases } from './queue-database'

let site: TestSite
let pool: pg.Pool

beforeAll(async () => {
  site = await contoso('2016')
  process.env.DATABASE_URL = site.url
  pool = openPool(site.url, { max: 1 })
  await site.inTransaction((one) => prepareNetwork(one, described({ publicAddresses: ['203.0.113.10'] })))
})
afterAll(async () => {
  await database().$disconnect()
  await pool.end()
  await site.close()
})

const edge = () => site.inTransaction((one) => siteEdge(one))
/** What the map says is broken, and where that is mended. */
const broken = async () =>
  (await edge()).lines
    .filter(({ state }) => state === 'error')
    .map(({ says, mend }) => `${says} ${mend?.label}`)

it('says of a new site that no mail comes in and none goes out, and where that is mended', async () =>
  expect(await broken()).toEqual([
    'The router has no forward of port 25. Add the forward',
    'No Send connector leads to the Internet: mail for it waits in the Unreachable queue. Add a Send connector',
  ]))

it('shows no broken way once there are a forward and a Send connector', async () => {
  await done(site.run(command('Add-RouterForward', { Port: 25, Address: '192.168.0.3' })))
  await done(
    site.run(
      command('New-SendConnector', {
        Name: 'To the Internet',
        AddressSpaces: 'SMTP:*;1',
        SourceTransportServers: 'EXCH01',
        Custom: true,
      }),
    ),
  )
  expect(await broken()).toEqual([])
  const { lines } = await edge()
  expect(lines).toContainEqual(
    expect.objectContaining({ from: 'router', to: 'receive:EXCH01\\Default Frontend EXCH01', state: 'ok' }),
  )
  expect(lines).toContainEqual(expect.objectContaining({ from: 'send:To the Internet', to: 'router' }))
})

it('has every end of a line among its places', async () => {
  const { nodes, lines } = await edge()
  const ids = new Set(nodes.map(({ id }) => id))
  expect(ids.size).toBe(nodes.length)
  expect(lines.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
})

it('says so when the provider blocks port 25', async () => {
  await done(site.run(command('Set-Router', { BlockedPorts: 25 })))
  expect(await broken()).toEqual(['The provider lets nobody reach port 25. Change the router'])
  await done(site.run(command('Set-Router', { BlockedPorts: [] })))
})

it('says so when the forward leads to where no Exchange server is', async () => {
  const [forward] = (await site.inTransaction(readWorld)).router?.forwards ?? []
  const lead = (Address: string) =>
    done(site.run(command('Set-RouterForward', { Id: forward?.id ?? '', Address })))
  await lead('192.168.0.99')
  expect(await broken()).toEqual([
    'Port 25 leads to 192.168.0.99:25, where no Exchange server is. Change the router',
  ])
  await lead('192.168.0.3')
})

it('says that a stopped service breaks what goes through it', async () => {
  await done(site.run(command('Stop-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' })))
  const said = await broken()
  expect(said.length).toBeGreaterThan(2)
  expect(new Set(said)).toEqual(
    new Set(['Microsoft Exchange Transport is stopped on EXCH01. Start the service']),
  )
})

it('counts what waits in the queue database, each message once', async () => {
  const read = async () => (await site.inTransaction((one) => queueDatabases(one)))[0]
  expect(await read()).toMatchObject({ server: 'EXCH01', messages: 0, newest: 0, oldest: null })
  await keepMail(pool, [mailToKeep(['a@contoso.com', 'b@contoso.com']), mailToKeep(['c@contoso.com'])])
  const now = await read()
  expect(now).toMatchObject({ messages: 2, newest: 2, oldest: 1 })
  expect(now && queueDatabase(now).current).toBe('1')
})

it('shows connectors to other systems, and the Edge server by which mail goes out', async () => {
  await done(site.run(command('Start-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' })))
  const spaces = (AddressSpaces: string) => ({ AddressSpaces, SourceTransportServers: 'EXCH01' })
  await done(site.run(command('New-ForeignConnector', { Name: 'Fax', ...spaces('FAX:*') })))
  await done(
    site.run(
      command('New-DeliveryAgentConnector', {
        ...{ Name: 'Phones', DeliveryProtocol: 'MOBILE' },
        ...spaces('MOBILE:*'),
      }),
    ),
  )
  const path = 'C:\\Data\\Edge.xml'
  await done(site.run(command('New-EdgeSubscription', { FileName: path })))
  await done(site.run(command('New-EdgeSubscription', { FileData: { kind: 'file', path } })))
  const { nodes, lines } = await edge()
  const factsOf = (id: string) => nodes.find((node) => node.id === id)?.facts
  const saidFrom = (from: string, to: string) =>
    lines.find((line) => line.from === from && line.to === to)?.says
  expect(factsOf('foreign:Fax')?.[0]).toBe('Files in the Drop directory Drop')
  expect(saidFrom('server:EXCH01', 'agent:Phones')).toBe('No delivery agent for MOBILE is installed.')
  const internet = 'send:EdgeSync - Default-First-Site-Name to Internet'
  const [, edgeServer = ''] = factsOf(internet) ?? []
  expect(edgeServer).toMatch(/^Edge server edge01\./)
  expect(saidFrom('server:EXCH01', internet)).toBe(`EXCH01 hands the mail to the ${edgeServer}.`)
  const inbound = 'send:EdgeSync - Inbound to Default-First-Site-Name'
  expect([factsOf(inbound)?.[0], saidFrom(inbound, 'router')]).toEqual(['Takes mail in', undefined])
  expect(saidFrom(inbound, 'server:EXCH01')).toContain('hands what it takes to EXCH01')
  const ids = new Set(nodes.map(({ id }) => id))
  expect(lines.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
})
