import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submissionHop } from '@/lib/exchange'
import { testDatabase } from '@/lib/host/test-database'
import { claim } from './claim'
import { groupCommit } from './group-commit'
import { keepMail } from './keep-mail'
import { mailToKeep } from './mail-for-tests'
import { openPool } from './pool'
import { queueOf } from './queue-of'

const now = new Date('2026-11-22T10:00:00Z')
let pool: pg.Pool
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase()
  pool = openPool(database.url)
  drop = database.drop
})
afterAll(async () => {
  await pool.end()
  await drop()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

const submission = () => queueOf(pool, 'EXCH01', submissionHop, now)
const count = async (table: string) =>
  Number((await pool.query(`select count(*) from "${table}"`)).rows[0].count)

describe('Keeping mail', () => {
  it('keeps every message with its place in the submission queue and its line in the tracking log', async () => {
    const ids = await keepMail(pool, [
      mailToKeep(['FrankM@contoso.com'], 'one'),
      mailToKeep(['a@contoso.com'], 'two'),
    ])
    const taken = await claim(pool, await submission(), randomUUID(), 10)
    expect(taken.map(({ itemId }) => itemId)).toEqual(ids)
    expect(taken.map(({ subject, recipients }) => [subject, recipients[0]?.address])).toEqual([
      ['one', 'FrankM@contoso.com'],
      ['two', 'a@contoso.com'],
    ])
    const { rows } = await pool.query('select * from "MessageTracking" order by "id"')
    expect(rows.map((row) => [row.eventId, row.internalMessageId, row.senderKey, row.recipientKeys])).toEqual(
      [
        ['RECEIVE', ids[0], 'j.park@fabrikam.com', ['frankm@contoso.com']],
        ['RECEIVE', ids[1], 'j.park@fabrikam.com', ['a@contoso.com']],
      ],
    )
  })

  it('makes the submission queues that are missing, and keeps nothing beside them before', async () => {
    await submission()
    const elsewhere = mailToKeep(['b@contoso.com'])
    const ids = await keepMail(pool, [
      { ...elsewhere, mail: { ...elsewhere.mail, server: 'EXCH02' } },
      mailToKeep(['a@contoso.com']),
    ])
    const { rows } = await pool.query(
      `select "server", array_agg("itemId") as "items" from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"
       group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { server: 'EXCH01', items: [String(ids[1])] },
      { server: 'EXCH02', items: [String(ids[0])] },
    ])
  })

  it('keeps the bytes as they came, whatever they are', async () => {
    const given = mailToKeep(['FrankM@contoso.com'])
    const content = Buffer.from([...Array(256).keys(), 0, 92, 34, 123])
    await keepMail(pool, [{ ...given, subject: 'NUL \u0000 and \\u0000', mail: { ...given.mail, content } }])
    const { rows } = await pool.query('select "content", "subject" from "MailItem"')
    expect(rows[0].content.equals(content)).toBe(true)
  })

  it('keeps a subject that was cut in half of an emoji, and a backslash as it was written', async () => {
    await keepMail(pool, [
      mailToKeep(['FrankM@contoso.com'], 'so \ud83d'),
      mailToKeep(['a@contoso.com'], 'C:\\ud83d'),
    ])
    const { rows } = await pool.query('select "subject" from "MailItem" order by "id"')
    expect(rows.map(({ subject }) => subject)).toEqual(['so \ufffd', 'C:\\ud83d'])
  })

  it('keeps all messages of a batch, or none', async () => {
    const broken = { ...mailToKeep(['b@contoso.com']), networkMessageId: 'no uuid' }
    await expect(keepMail(pool, [mailToKeep(['a@contoso.com']), broken])).rejects.toThrow()
    expect(await count('MailItem')).toBe(0)
  })
})

describe('Group commit', () => {
  it('writes what comes while it writes with one further write', async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const first = new Promise<void>((resolve) => {
      release = resolve
    })
    const commit = groupCommit<number, number>(
      async (batch) => {
        batches.push([...batch])
        if (batches.length === 1) await first
        return batch.map((one) => one * 10)
      },
      { limit: 100 },
    )
    const one = commit(1)
    await new Promise(setImmediate)
    const rest = Promise.all([2, 3, 4].map(commit))
    release()
    expect([await one, ...(await rest)]).toEqual([10, 20, 30, 40])
    expect(batches).toEqual([[1], [2, 3, 4]])
  })

  it('fails those of its batch only', async () => {
    let fails = true
    const commit = groupCommit<number, number>(
      async (batch) => {
        if (fails) throw new Error('no disk')
        return batch
      },
      { limit: 100 },
    )
    await expect(commit(1)).rejects.toThrow('no disk')
    fails = false
    expect(await commit(2)).toBe(2)
  })
})
