import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intraOrganizationConnector, otherServers } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import { database } from '../db'
import type { TestSite } from '../test-site'
import { keepMail } from '../transport/keep-mail'
import { eventForTests } from '../transport/logs/tracking-for-tests'
import { mailToKeep } from '../transport/mail-for-tests'
import { openPool } from '../transport/pool'
import { writeTracking } from '../transport/tracking-rows'
import { flowCharts, mostSeries } from './flow-charts'

let site: TestSite
let pool: pg.Pool
const now = new Date('2026-11-22T12:30:00Z')
const hoursBefore = (at: Date, hours: number) => new Date(at.getTime() - hours * 3_600_000)
const hoursAgo = (hours: number) => hoursBefore(now, hours)
const sum = (counts: readonly number[] = []) => counts.reduce((total, one) => total + one, 0)

const sent = (connectorId: string, hours: number, more: Parameters<typeof eventForTests>[0] = {}) =>
  eventForTests({
    ...{ eventId: 'SEND', connectorId, at: hoursAgo(hours), recipients: ['J.Park@Fabrikam.com'] },
    messageInfo: hoursAgo(hours).toISOString(),
    ...more,
  })
const delivered = (sourceContext: string, came: number, left: number) =>
  eventForTests({
    ...{ eventId: 'DELIVER', source: 'STOREDRIVER', sourceContext, at: hoursAgo(left) },
    messageInfo: hoursAgo(came).toISOString(),
  })
const queues = async () => (await flowCharts(now, '24h')).queues

beforeAll(async () => {
  site = await contoso('2016')
  process.env.DATABASE_URL = site.url
  pool = openPool(site.url, { max: 1 })
  await done(
    site.run(
      command('New-SendConnector', {
        ...{ Name: 'Relays', AddressSpaces: ['litware.com'], DNSRoutingEnabled: false },
        ...{ SmartHosts: ['one.example.net', 'two.example.net'], SourceTransportServers: ['EXCH01'] },
      }),
    ),
  )
})
afterAll(async () => {
  await database().$disconnect()
  await pool.end()
  await site.close()
})

describe('What went through Send connectors', () => {
  it('tells which server sent it and which host took it', async () => {
    await writeTracking(pool, [
      sent('Relays', 0, { serverHostname: 'one.example.net' }),
      sent('Relays', 0, { serverHostname: 'two.example.net', server: 'EXCH02' }),
      sent('Relays', 1, { serverHostname: 'one.example.net' }),
    ])
    const { connectors } = await flowCharts(now, '24h')
    expect(connectors).toEqual([
      expect.objectContaining({
        ...{ kind: 'Send', name: 'Relays', exists: true, messages: 3 },
        sources: [
          { name: 'EXCH01', messages: 2 },
          { name: 'EXCH02', messages: 1 },
        ],
        hosts: [
          { name: 'one.example.net', messages: 2 },
          { name: 'two.example.net', messages: 1 },
        ],
      }),
    ])
    expect(connectors[0]?.stretches.slice(-2)).toEqual([1, 2])
  })

  it('tells of which the site has no connector: Foreign ones, and those that were removed', async () => {
    await writeTracking(pool, [sent('Fax', 30, { source: 'GATEWAY' }), sent('relays', 30)])
    const { connectors } = await flowCharts(hoursBefore(now, 29), '24h')
    expect(Object.fromEntries(connectors.map(({ name, exists }) => [name, exists]))).toEqual({
      Fax: false,
      relays: true,
    })
  })
})

describe('What went through queues', () => {
  it('is told by next hop: the smart hosts of a connector together', async () => {
    expect(await queues()).toMatchObject([{ name: 'one.example.net,two.example.net' }])
  })

  it('waits from when a message came until it left, also when it came before all that is shown', async () => {
    await writeTracking(pool, [delivered('DB01', 3, 1), delivered('DB01', 40, 2)])
    const database = (await queues()).find(({ name }) => name === 'DB01')
    expect(database?.came.slice(-4)).toEqual([1, 0, 0, 0])
    expect(database?.left.slice(-4)).toEqual([0, 1, 1, 0])
    expect(database?.waiting.slice(-4)).toEqual([2, 1, 0, 0])
    expect(sum(database?.came)).toBe(1)
  })

  it('waits now where the queues hold it', async () => {
    await keepMail(pool, [{ ...mailToKeep(['a@fabrikam.com']), event: null }])
    await pool.query(
      `update "MailQueue" set "kind" = 'Delivery', "nextHopDomain" = 'fabrikam.com' where "kind" = 'Submission'`,
    )
    await pool.query(`update "MailDelivery" set "enqueuedAt" = $1`, [hoursAgo(1)])
    const queue = (await queues()).find(({ name }) => name === 'fabrikam.com')
    expect([queue?.came, queue?.left, queue?.waiting].map((one) => one?.slice(-3))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [0, 1, 1],
    ])
  })

  it('is one series of all that is relayed within the organization, waiting and gone', async () => {
    await keepMail(pool, [{ ...mailToKeep(['b@contoso.com']), event: null }])
    await pool.query(
      `update "MailQueue" set "kind" = 'Delivery', "deliveryType" = 'SmtpRelayToRemoteAdSite', "nextHopDomain" = 'Redmond'
       where "kind" = 'Submission'`,
    )
    await pool.query(
      `update "MailDelivery" set "enqueuedAt" = $1 from "MailQueue"
       where "MailQueue"."id" = "queueId" and "nextHopDomain" = 'Redmond'`,
      [hoursAgo(2)],
    )
    const relayed = async () => {
      const all = await queues()
      expect(all.map(({ name }) => name)).not.toContain('Redmond')
      const { came, left, waiting } = all.find(({ name }) => name === otherServers) ?? {}
      return [came, left, waiting].map((one) => one?.slice(-3))
    }
    expect(await relayed()).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
    ])
    await pool.query(
      `delete from "MailDelivery" using "MailQueue" where "MailQueue"."id" = "queueId" and "nextHopDomain" = 'Redmond'`,
    )
    await writeTracking(pool, [
      sent(intraOrganizationConnector, 1, { messageInfo: hoursAgo(2).toISOString(), serverHostname: '' }),
    ])
    expect(await relayed()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
    ])
  })

  it('is told of the busiest one by one, of the others together', async () => {
    const domains = Array.from({ length: mostSeries + 3 }, (_, nth) => `d${nth}.example`)
    await writeTracking(
      pool,
      domains.map((domain) => sent('Internet', 0, { recipients: [`a@${domain}`] })),
    )
    const { queues: all, stretches } = await flowCharts(now, '24h')
    expect(all).toHaveLength(mostSeries + 1)
    expect(all.at(-1)?.name).toBeNull()
    expect(sum(all.flatMap(({ left }) => left))).toBe(sum(stretches.map((one) => one.sent + one.delivered)))
  })
})
