import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { poisonHop } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { holdLife } from '../alive'
import { claim, finish } from '../claim'
import { enqueue } from '../enqueue'
import { giveBackThese } from '../give-back'
import { keepMail } from '../keep-mail'
import { mailToKeep, recipient } from '../mail-for-tests'
import { openPool } from '../pool'
import { queueOf } from '../queue-of'
import { queueLoadingWorker } from '../queues/queue-loading'
import { reaperAfter } from '../reaper'
import { testTransport } from '../transport-for-tests'
import type { Transport } from '../worker'
import { addInternetConnector, fabrikamHop, fabrikamRecords } from './internet-for-tests'
import { postForTests } from './post-for-tests'
import { smtpDeliveryWith } from './smtp-delivery'
import { sweeperWorker } from './sweeper'

let place: TestSite
let pool: pg.Pool
let base: Awaited<ReturnType<typeof testTransport>>
let transport: Transport
let now: Date

const hour = 3_600_000

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url, { max: 6 })
  await addInternetConnector(place)
  base = await testTransport(place, pool)
}, 60_000)
afterAll(async () => {
  await base.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MailboxItem", "MessageTracking", "TransportSession", "SiteEvent" cascade',
  )
  now = new Date('2026-11-22T10:00:00Z')
  transport = processOf()
})

const post = postForTests(() => ({
  records: fabrikamRecords,
  servers: {},
}))

function processOf(): Transport {
  return Object.create(base, {
    post: { value: post },
    now: { value: () => now },
    process: { value: randomUUID() },
  })
}

async function queued(): Promise<{ readonly itemId: bigint; readonly queueId: bigint }> {
  const kept = mailToKeep(['a@fabrikam.com'])
  const mail = { ...kept.mail, sender: 'FrankM@contoso.com' }
  const [itemId = 0n] = await keepMail(pool, [{ ...kept, mail, event: null }])
  await pool.query('delete from "MailDelivery" where "itemId" = $1', [itemId])
  const queueId = await queueOf(pool, 'EXCH01', fabrikamHop, now)
  const after = (hours: number) => new Date(now.getTime() + hours * hour)
  await enqueue(pool, [
    {
      ...{ itemId, queueId, recipients: [recipient('a@fabrikam.com')], enqueuedAt: now },
      ...{ expiresAt: after(48), delayNoticeAt: after(4) },
    },
  ])
  return { itemId, queueId }
}

const reports = async () =>
  (await pool.query(`select "subject", "origin" from "MailItem" where "sender" = '' order by "id"`)).rows.map(
    ({ subject, origin }) => `${origin.status} ${subject}`,
  )
const events = async () =>
  (await pool.query('select "eventId", "source" from "MessageTracking" order by "id"')).rows.map(
    ({ eventId, source }) => `${eventId} ${source}`,
  )
const states = async () =>
  (await pool.query('select "state", "crashes", "claimedBy" from "MailDelivery" order by "id"')).rows.map(
    ({ state, crashes, claimedBy }) => `${state} ${crashes} ${claimedBy === null ? 'free' : 'held'}`,
  )

describe('The sweeper', () => {
  it('tells of the delay after 4 hours, once, and returns the message after 2 days', async () => {
    const sweeper = sweeperWorker()
    const smtp = smtpDeliveryWith()
    const { queueId } = await queued()
    const told: (readonly string[])[] = []
    for (const hours of [0, 3.9, 4, 5, 11, 47.9, 48]) {
      now = new Date(Date.UTC(2026, 10, 22, 10) + hours * hour)
      await smtp.work(transport)
      await smtp.ended?.(transport)
      while (await sweeper.work(transport));
      told.push(await reports())
    }
    const delayed = '4.4.7 Delivery delayed: Invoice 2291'
    const failed = '4.4.7 Undeliverable: Invoice 2291'
    expect(told.map((one) => one.length)).toEqual([0, 0, 1, 1, 1, 1, 2])
    expect(told.at(-1)).toEqual([delayed, failed])
    expect((await events()).filter((one) => one.startsWith('FAIL'))).toEqual(['FAIL QUEUE'])
    const { rowCount } = await pool.query('select from "MailDelivery" where "queueId" = $1', [queueId])
    expect(rowCount).toBe(0)
  })

  it('makes messages ready whose time has come, and leaves suspended ones', async () => {
    const sweeper = sweeperWorker()
    await queued()
    await queued()
    await pool.query(`update "MailDelivery" set "state" = 'Retry', "nextAttemptAt" = $1`, [now])
    await pool.query(`update "MailDelivery" set "state" = 'Suspended', "nextAttemptAt" = null
      where "id" = (select max("id") from "MailDelivery")`)
    now = new Date(now.getTime() - 1)
    await sweeper.work(transport)
    expect(await states()).toEqual(['Retry 0 free', 'Suspended 0 free'])
    now = new Date(now.getTime() + 1)
    await sweeper.work(transport)
    expect(await states()).toEqual(['Ready 0 free', 'Suspended 0 free'])
  })

  it('removes a queue that was empty for 3 minutes', async () => {
    const sweeper = sweeperWorker()
    await queued()
    await pool.query('delete from "MailDelivery"')
    const left = async () =>
      (await pool.query(`select from "MailQueue" where "kind" = 'Delivery'`)).rowCount ?? 0
    await sweeper.work(transport)
    now = new Date(now.getTime() + 179_000)
    await sweeper.work(transport)
    expect(await left()).toBe(1)
    now = new Date(now.getTime() + 1000)
    await sweeper.work(transport)
    expect(await left()).toBe(0)
  })

  it('routes anew what a queue has tried in vain for 12 hours', async () => {
    const sweeper = sweeperWorker()
    const { queueId } = await queued()
    await pool.query('update "MailQueue" set "failures" = 5')
    now = new Date(now.getTime() + 12 * hour)
    await sweeper.work(transport)
    const { rowCount } = await pool.query('select from "MailDelivery" where "queueId" = $1', [queueId])
    expect(rowCount).toBe(0)
    expect((await events()).filter((one) => !one.startsWith('DSN'))).toEqual(['RESUBMIT QUEUE'])
  })

  it('keeps the logs as long as their settings say', async () => {
    const insert = `insert into "TransportSession" ("at", "kind", "server", "connector", "sessionId", "localEndpoint", "remoteEndpoint", "lines")
      values ($1, 'Send', 'EXCH01', '', '1', '', '', '[]')`
    await pool.query(insert, [new Date(now.getTime() - 31 * 24 * hour)])
    await pool.query(insert, [new Date(now.getTime() - 29 * 24 * hour)])
    await sweeperWorker().work(transport)
    expect((await pool.query('select from "TransportSession"')).rowCount).toBe(1)
  })
})

describe('The reaper', () => {
  it('leaves alone what a process has in hand that lives, and gives back what one had that died', async () => {
    const { queueId } = await queued()
    const other = processOf()
    const life = await holdLife(place.url, other.process, () => undefined)
    await claim(pool, queueId, other.process, 10)
    await pool.query('update "MailQueue" set "connectingBy" = $1', [other.process])
    const reaper = reaperAfter(0)
    await reaper.work(transport)
    expect(await states()).toEqual(['Active 0 held'])
    await life.end()
    await reaper.work(transport)
    expect(await states()).toEqual(['Ready 1 free'])
    expect(
      (await pool.query('select "connectingBy" from "MailQueue" where "id" = $1', [queueId])).rows,
    ).toEqual([{ connectingBy: null }])
  })

  it('waits for those who have just lost their connection', async () => {
    const { queueId } = await queued()
    await claim(pool, queueId, randomUUID(), 10)
    const reaper = reaperAfter(60_000)
    await reaper.work(transport)
    await reaper.work(transport)
    expect(await states()).toEqual(['Active 0 held'])
  })

  it('lets the work of the one that was taken over not count', async () => {
    const { queueId } = await queued()
    const lost = randomUUID()
    const taken = await claim(pool, queueId, lost, 10)
    await reaperAfter(0).work(transport)
    await expect(finish(pool, lost, taken)).rejects.toThrow()
  })

  it('puts a message into the poison queue that two processes died with, and writes it into the event log', async () => {
    const { queueId } = await queued()
    for (const _ of [1, 2]) {
      await claim(pool, queueId, randomUUID(), 10)
      await reaperAfter(0).work(transport)
    }
    const poison = await queueOf(pool, 'EXCH01', poisonHop, now)
    expect((await pool.query('select from "MailDelivery" where "queueId" = $1', [poison])).rowCount).toBe(1)
    expect(await events()).toEqual(['POISONMESSAGE POISONMESSAGE'])
    const { rows } = await pool.query('select "eventId", "source", "level" from "SiteEvent"')
    expect(rows).toEqual([{ eventId: 10001, source: 'MSExchangeTransport', level: 'Error' }])
  })

  it('does what an administrator wanted meanwhile', async () => {
    const { queueId } = await queued()
    await claim(pool, queueId, randomUUID(), 10)
    await pool.query(`update "MailDelivery" set "state" = 'PendingSuspend'`)
    await reaperAfter(0).work(transport)
    expect(await states()).toEqual(['Suspended 1 free'])
  })

  it('gives back what could not be given back while PostgreSQL was away', async () => {
    const { queueId } = await queued()
    const taken = await claim(pool, queueId, transport.process, 10)
    const away = { connect: () => Promise.reject(new Error('terminating connection')) } as unknown as pg.Pool
    await expect(giveBackThese({ process: transport.process, pool: away }, taken)).rejects.toThrow(
      'terminating',
    )
    expect(await states()).toEqual(['Active 0 held'])
    await reaperAfter(0).work(transport)
    expect(await states()).toEqual(['Ready 0 free'])
  })
})

const serviceEvents = async () =>
  (await pool.query('select "message" from "SiteEvent" where "eventId" = 7036 order by "id"')).rows.map(
    ({ message }) => message,
  )

describe('A transport service that starts', () => {
  it('writes down what its queues hold, once for each start', async () => {
    await queued()
    const worker = queueLoadingWorker()
    await worker.work(transport)
    await worker.work(transport)
    expect(await events()).toEqual(['LOAD BOOTLOADER'])
    await queueLoadingWorker().work(transport)
    expect(await events()).toEqual(['LOAD BOOTLOADER', 'LOAD BOOTLOADER'])
  })

  it('does so once when it is restarted, however many processes see that, and tells that it stopped and started', async () => {
    await queued()
    const workers = [queueLoadingWorker(), queueLoadingWorker()]
    for (const worker of workers) await worker.work(transport)
    const before = { events: (await events()).length, told: await serviceEvents() }
    await done(place.run(command('Restart-Service', { Name: 'MSExchangeTransport' })))
    await base.refresh()
    now = new Date(base.now().getTime() + 1000)
    for (const worker of [...workers, ...workers]) await worker.work(transport)
    expect((await events()).slice(before.events)).toEqual(['LOAD BOOTLOADER'])
    expect((await serviceEvents()).slice(before.told.length)).toEqual([
      'The Microsoft Exchange Transport service entered the stopped state.',
      'The Microsoft Exchange Transport service entered the running state.',
    ])
  })
})
