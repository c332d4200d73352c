import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { server } from '@/lib/essentials'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { claim } from '../claim'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { person } from '../mailbox/person-for-tests'
import { openPool } from '../pool'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { categorizer } from './categorizer'
import { setAside } from './categorizer-trouble'
import { routingLog } from './routing-log'

let place: TestSite
let pool: pg.Pool
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 4 })
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM', 'frank.miller@contoso.com'))
    await store.users.insert(person('AnnaB'))
  })
  await run('New-DistributionGroup', { Name: 'Sales', Members: ['FrankM', 'AnnaB'] })
  await run('Set-DistributionGroup', {
    Identity: 'Sales',
    RequireSenderAuthenticationEnabled: false,
    PrimarySmtpAddress: 'sales@contoso.com',
  })
  await run('Add-DistributionGroupMember', { Identity: 'Sales', Member: 'Sales' })
  transport = await testTransport(place)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "RoutingSnapshot" cascade',
  )
})

const keep = (...messages: (readonly string[])[]) =>
  keepMail(
    pool,
    messages.map((to) => mailToKeep(to)),
  )

async function domainController(state: 'Running' | 'Stopped') {
  await place.inTransaction(async ({ store }) => {
    const computer = await store.find(server, 'ESSENTIALS')
    const NTDS = { displayName: 'Active Directory Domain Services', state }
    if (computer)
      await store.update(server, computer, { services: { ...computer.properties.services, NTDS } })
  })
}

/** The queues with who waits in them. */
async function queues(): Promise<readonly unknown[]> {
  const { rows } = await pool.query(`
    select queue."deliveryType" as "type", queue."nextHopDomain" as "domain",
      array_agg(one ->> 'address' order by one ->> 'address') as "to"
    from "MailDelivery" as delivery join "MailQueue" as queue on queue."id" = delivery."queueId"
      join "MailItem" as item on item."id" = delivery."itemId",
      jsonb_array_elements(delivery."recipients") as one
    where item."origin" ->> 'source' <> 'DSN'
    group by 1, 2 order by 1, 2`)
  return rows.map(({ type, domain, to }) => [type, domain, to])
}

async function events(): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    'select * from "MessageTracking" where "eventId" not in (\'RECEIVE\', \'DSN\') order by "id"',
  )
  return rows.map(({ eventId, details }) => [eventId, details.recipients, details.relatedRecipient])
}

describe('The categorizer', () => {
  it('sends each recipient where it goes next, with the events that tell how', async () => {
    await keep(['frank.miller@contoso.com', 'j.park@fabrikam.com'])
    await categorizer.work(transport)
    expect(await queues()).toEqual([
      ['SmtpDeliveryToMailbox', 'Mailbox Database 01', ['FrankM@contoso.com']],
      ['Unreachable', 'Unreachable Domain', ['j.park@fabrikam.com']],
    ])
    expect(await events()).toEqual([
      ['RESOLVE', ['FrankM@contoso.com'], 'frank.miller@contoso.com'],
      ['TRANSFER', ['j.park@fabrikam.com'], ''],
      ['DEFER', ['j.park@fabrikam.com'], ''],
    ])
    const { rows } = await pool.query('select "lastError" from "MailDelivery" where "lastError" is not null')
    expect(rows).toEqual([
      { lastError: 'A matching connector cannot be found to route the external recipient' },
    ])
  })

  it('fails whom nobody knows, and leaves nothing of the message behind in a queue', async () => {
    await keep(['nobody@contoso.com'])
    await categorizer.work(transport)
    expect(await queues()).toEqual([])
    const { rows } = await pool.query(`select "details" from "MessageTracking" where "eventId" = 'FAIL'`)
    expect(rows.map(({ details }) => details.recipientStatus)).toEqual([
      ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'],
    ])
  })

  it('gives a message to the members of a group once, however they are named, and stops at a group in itself', async () => {
    await keep(['AnnaB@contoso.com', 'sales@contoso.com'])
    await categorizer.work(transport)
    expect(await queues()).toEqual([
      ['SmtpDeliveryToMailbox', 'Mailbox Database 01', ['AnnaB@contoso.com', 'FrankM@contoso.com']],
    ])
    expect(await events()).toEqual([
      ['EXPAND', expect.arrayContaining(['FrankM@contoso.com', 'AnnaB@contoso.com']), 'sales@contoso.com'],
      ['DUPLICATEEXPAND', ['AnnaB@contoso.com'], 'sales@contoso.com'],
    ])
  })

  it('expands a dynamic group by its filter, as it is now', async () => {
    await run('New-DynamicDistributionGroup', {
      Name: 'All Annas',
      Alias: 'annas',
      RecipientFilter: "Alias -like 'Anna*'",
      PrimarySmtpAddress: 'annas@contoso.com',
    })
    await run('Set-DynamicDistributionGroup', {
      Identity: 'All Annas',
      RequireSenderAuthenticationEnabled: false,
    })
    await transport.refresh()
    await keep(['annas@contoso.com'])
    await categorizer.work(transport)
    expect(await queues()).toEqual([['SmtpDeliveryToMailbox', 'Mailbox Database 01', ['AnnaB@contoso.com']]])
  })

  it('leaves a suspended queue, and the queue of a stopped service, alone', async () => {
    await keep(['FrankM@contoso.com'])
    await pool.query('update "MailQueue" set "suspended" = true')
    expect(await categorizer.work(transport)).toBe(false)
    await pool.query('update "MailQueue" set "suspended" = false')
    await run('Stop-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' })
    await transport.refresh()
    expect(await categorizer.work(transport)).toBe(false)
    await run('Start-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' })
    await transport.refresh()
    expect(await queues()).toEqual([['Undefined', 'Submission', ['FrankM@contoso.com']]])
  })

  it('lets messages wait for half an hour while the directory does not answer', async () => {
    await keep(['FrankM@contoso.com'])
    await domainController('Stopped')
    await transport.refresh()
    await categorizer.work(transport)
    await domainController('Running')
    await transport.refresh()
    await categorizer.work(transport)
    expect(await queues()).toEqual([['Undefined', 'Submission', ['FrankM@contoso.com']]])
    expect(await events()).toEqual([['DEFER', ['FrankM@contoso.com'], '']])
    await run('Start-Sleep', { Seconds: 30 * 60 })
    await transport.refresh()
    await categorizer.work(transport)
    expect(await queues()).toEqual([['SmtpDeliveryToMailbox', 'Mailbox Database 01', ['FrankM@contoso.com']]])
  })

  it('keeps nothing of its work on messages that another process has taken over meanwhile', async () => {
    await keep(['FrankM@contoso.com'], ['nobody@contoso.com'])
    const other = randomUUID()
    const robbed: pg.Pool = Object.assign(Object.create(pool), {
      query: pool.query.bind(pool),
      connect: async () => {
        await pool.query('update "MailDelivery" set "claimedBy" = $1', [other])
        return pool.connect()
      },
    })
    const late = await testTransport(place, robbed)
    await categorizer.work(late)
    expect(await events()).toEqual([])
    expect((await pool.query('select "claimedBy" from "MailDelivery"')).rows).toEqual([
      { claimedBy: other },
      { claimedBy: other },
    ])
  })

  it('puts a message that it stumbles over twice into the poison queue, and the others through', async () => {
    await keep(['FrankM@contoso.com'], ['AnnaB@contoso.com'])
    await pool.query(
      `update "MailDelivery" set "recipients" = '[{"address": 5}]' where "id" = (select min("id") from "MailDelivery")`,
    )
    await categorizer.work(transport)
    await categorizer.work(transport)
    const { rows } = await pool.query(`
      select queue."kind", count(*)::int from "MailDelivery" join "MailQueue" as queue on queue."id" = "queueId"
      group by 1 order by 1`)
    expect(rows).toEqual([
      { kind: 'Delivery', count: 1 },
      { kind: 'Poison', count: 1 },
    ])
    expect(await events()).toEqual([['POISONMESSAGE', [], '']])
    const { rows: log } = await pool.query('select "message" from "SiteEvent" where "eventId" = 10001')
    expect(log.map(({ message }) => message)).toEqual([expect.stringContaining('for the 2. time')])
  })

  it('lets come true what was wanted of a message while it had it in hand', async () => {
    await keep(['FrankM@contoso.com'])
    const { rows } = await pool.query('select "id" from "MailQueue"')
    const [item] = await claim(pool, rows[0].id, transport.process, 1)
    await pool.query(`update "MailDelivery" set "state" = 'PendingSuspend'`)
    if (item) await setAside(transport, 'EXCH01', item, new TypeError('not a function'))
    expect((await pool.query('select "state", "claimedBy" from "MailDelivery"')).rows).toEqual([
      { state: 'Suspended', claimedBy: null },
    ])
  })

  it('leaves no trace in the tracking log of a server that keeps none', async () => {
    await keep(['sales@contoso.com'])
    const log = (MessageTrackingLogEnabled: boolean) =>
      run('Set-TransportService', { Identity: 'EXCH01', MessageTrackingLogEnabled })
    await log(false)
    await categorizer.work(transport)
    await log(true)
    expect(await events()).toEqual([])
  })
})

describe('A change of routing', () => {
  it('is written down with its reason, and is a new chance for what was unreachable', async () => {
    await keep(['j.park@fabrikam.com'])
    await routingLog.work(transport)
    await categorizer.work(transport)
    await run('New-SendConnector', {
      Name: 'Internet',
      AddressSpaces: ['*'],
      SourceTransportServers: ['EXCH01'],
    })
    await transport.refresh()
    await routingLog.work(transport)
    expect(await queues()).toEqual([['Undefined', 'Submission', ['j.park@fabrikam.com']]])
    await routingLog.work(transport)
    await categorizer.work(transport)
    expect(await queues()).toEqual([['DnsConnectorDelivery', 'fabrikam.com', ['j.park@fabrikam.com']]])
    expect((await events()).map((event) => (event as string[])[0])).toEqual(['DEFER', 'RESUBMIT'])
    const { rows } = await pool.query('select "trigger", "table" from "RoutingSnapshot" order by "id"')
    expect(rows.map(({ trigger, table }) => [trigger, table.connectors.length])).toEqual([
      ['Startup', 0],
      ['ConfigChange', 1],
    ])
  })

  it('is written down by a service that is restarted, once for all processes that see it', async () => {
    const other = await testTransport(place, pool)
    await keep(['j.park@fabrikam.com'])
    for (const each of [transport, other]) await routingLog.work(each)
    await run('Restart-Service', { Name: 'MSExchangeTransport' })
    const { rowCount } = await pool.query('select from "RoutingSnapshot"')
    for (const each of [transport, other, transport]) {
      await each.refresh()
      await routingLog.work(each)
    }
    const { rows } = await pool.query('select "trigger" from "RoutingSnapshot" order by "id" offset $1', [
      rowCount,
    ])
    expect(rows).toEqual([{ trigger: 'Startup' }])
  })

  it('is written down again after an hour of the site', async () => {
    await routingLog.work(transport)
    await run('Start-Sleep', { Seconds: 3601 })
    await transport.refresh()
    await routingLog.work(transport)
    const { rows } = await pool.query('select "trigger" from "RoutingSnapshot" order by "id"')
    expect(rows.at(-1)).toEqual({ trigger: 'Periodic' })
  })
})
