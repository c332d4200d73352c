import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submissionHop } from '@/lib/exchange'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '../test-site'
import { ClaimLost, claim, finish } from './claim'
import { keepWaiting } from './delivery/keep-waiting'
import { giveBackOwed, giveBackThese } from './give-back'
import { inHandOf } from './in-hand'
import { keepMail } from './keep-mail'
import { mailToKeep } from './mail-for-tests'
import { openPool, transact } from './pool'
import { queueOf } from './queue-of'
import { reaperAfter } from './reaper'
import { type TestTransport, testTransport } from './transport-for-tests'
import { withMessages } from './with-messages'

const now = new Date('2026-11-22T10:00:00Z')
let place: TestSite
let pool: pg.Pool
let base: TestTransport

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url)
  base = await testTransport(place, pool)
})
afterAll(async () => {
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

const processOf = (name: string, on = pool): TestTransport =>
  Object.create(base, { process: { value: name }, pool: { value: on } })
const submission = () => queueOf(pool, 'EXCH01', submissionHop, now)
const count = async (table: string) =>
  Number((await pool.query(`select count(*) from "${table}"`)).rows[0].count)
const states = async () =>
  (await pool.query('select "state", "crashes", "claimedBy" from "MailDelivery" order by "id"')).rows.map(
    ({ state, crashes, claimedBy }) => `${state} ${crashes} ${claimedBy === null ? 'free' : 'held'}`,
  )

describe('A claim', () => {
  it('gives a message to one process only, however many ask', async () => {
    await keepMail(
      pool,
      Array.from({ length: 40 }, (_, at) => mailToKeep([`u${at}@contoso.com`])),
    )
    const queue = await submission()
    const taken = await Promise.all(Array.from({ length: 8 }, () => claim(pool, queue, randomUUID(), 10)))
    const ids = taken.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(40)
  })

  it('takes a message that a process died with alone', async () => {
    await keepMail(pool, [
      mailToKeep(['a@contoso.com']),
      mailToKeep(['b@contoso.com']),
      mailToKeep(['c@contoso.com']),
    ])
    const queue = await submission()
    await pool.query(
      'update "MailDelivery" set "crashes" = 1 where "id" = (select max("id") from "MailDelivery")',
    )
    expect(await claim(pool, queue, randomUUID(), 10)).toHaveLength(2)
    expect(await claim(pool, queue, randomUUID(), 10)).toHaveLength(1)
  })

  it('that was lost to another process lets nothing of the work be kept', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com'])])
    const taken = await claim(pool, await submission(), randomUUID(), 1)
    const work = transact(pool, async (client) => {
      await client.query('delete from "MessageTracking"')
      await finish(client, randomUUID(), taken)
    })
    await expect(work).rejects.toBeInstanceOf(ClaimLost)
    expect(await count('MessageTracking')).toBe(1)
  })

  it('is for its own message, even if PostgreSQL lost that one and gave its number to another', async () => {
    const [, another] = await keepMail(pool, [mailToKeep(['a@contoso.com']), mailToKeep(['b@contoso.com'])])
    const me = randomUUID()
    const [lost] = await claim(pool, await submission(), me, 1)
    if (!lost) throw new Error('nothing was claimed')
    await pool.query('update "MailDelivery" set "itemId" = $1 where "id" = $2', [another, lost.id])
    await expect(finish(pool, me, [lost])).rejects.toBeInstanceOf(ClaimLost)
    const waiting = { claim: lost, recipients: [], nextAttemptAt: now, lastError: '' }
    await expect(keepWaiting(pool, me, [waiting])).rejects.toBeInstanceOf(ClaimLost)
    await giveBackThese({ pool, process: me }, [lost])
    expect(await states()).toEqual(['Active 0 held', 'Ready 0 free'])
  })

  it('that another process took over counts no more, even if the first one claims the message anew', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com'])])
    const [me, other] = [randomUUID(), randomUUID()]
    const first = await claim(pool, await submission(), me, 1)
    await reaperAfter(0).work(processOf(other))
    const second = await claim(pool, await submission(), me, 1)
    await expect(finish(pool, me, first)).rejects.toBeInstanceOf(ClaimLost)
    await giveBackThese({ pool, process: me }, first)
    expect(await states()).toEqual(['Active 1 held'])
    await finish(pool, me, second)
    expect(await states()).toEqual([])
  })

  it.each(['commit', 'rollback'])(
    'whose commit nobody answered for is given back before anything else is claimed (%s)',
    async (became) => {
      await keepMail(pool, [mailToKeep(['a@contoso.com'])])
      const queue = await submission()
      const me = randomUUID()
      const take = (on?: pg.Pool) =>
        withMessages(processOf(me, on), { queueId: queue, most: 1 }, async (taken) => taken.length)
      await expect(take(unanswered(became))).rejects.toThrow('gone')
      const [taken = 0, too = 0] = await Promise.all([take(), take()])
      expect(taken + too).toBe(1)
      await giveBackOwed(processOf(me))
      expect(await states()).toEqual(['Active 0 held'])
    },
  )

  it('whose end a crash of PostgreSQL took back is given back, and one that is worked on is not', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com']), mailToKeep(['b@contoso.com'])])
    const queueId = await submission()
    const me = processOf(randomUUID())
    const takeOne = (work: () => Promise<void>) => withMessages(me, { queueId, most: 1 }, work)
    // Its work ends, and PostgreSQL does not know of it.
    await takeOne(async () => undefined)
    await takeOne(async () => {
      await reaperAfter(0).work(me)
      expect(await states()).toEqual(['Active 0 held', 'Active 0 held'])
      inHandOf(me.process).databaseWasLost()
      await reaperAfter(0).work(me)
      expect(await states()).toEqual(['Ready 0 free', 'Active 0 held'])
    })
    await reaperAfter(0).work(me)
    expect(await states()).toEqual(['Ready 0 free', 'Ready 0 free'])
  })

  it('whose commit is still under way is waited for and given back', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com'])])
    const queue = await submission()
    const me = randomUUID()
    const cut = await pool.connect()
    try {
      await cut.query('begin')
      const taken = await claim(cut, queue, me, 1)
      const back = giveBackThese(processOf(me), taken)
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await pool.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
      await cut.query('commit')
      await back
    } finally {
      cut.release(true)
    }
    expect(await states()).toEqual(['Ready 0 free'])
  })

  it('is made by nobody else while one is given back, since that could take away what is claimed anew', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com'])])
    const me = randomUUID()
    const taken = await claim(pool, await submission(), me, 1)
    const order: string[] = []
    const another = async () => {
      order.push('another')
      return []
    }
    const claimAnother = () => {
      void inHandOf(me)
        .claim(another, async () => undefined)
        .catch(() => undefined)
      order.push('answer')
    }
    await expect(giveBackThese(processOf(me, unanswered('commit', claimAnother)), taken)).rejects.toThrow(
      'gone',
    )
    expect(order).toEqual(['answer'])
    expect(await states()).toEqual(['Ready 0 free'])
  })
})

/** A pool whose commits become something, and nobody hears of it. */
function unanswered(became: string, meanwhile: () => void = () => undefined): pg.Pool {
  const connect = async () => {
    const client = await pool.connect()
    const query = async (...asked: readonly unknown[]) => {
      if (asked[0] !== 'commit') return Reflect.apply(client.query, client, asked)
      await client.query(became)
      meanwhile()
      throw new Error('gone')
    }
    return { query, release: () => client.release() }
  }
  return { connect, query: () => Promise.reject(new Error('gone')) } as unknown as pg.Pool
}
