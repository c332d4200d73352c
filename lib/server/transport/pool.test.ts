import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '@/lib/host/test-database'
import { openPool, transact } from './pool'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.url, { max: 2 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

it('A commit waits for the disk, whatever the server does otherwise, unless it need not', async () => {
  const waits = async (of: pg.Pool) => (await of.query('show synchronous_commit')).rows[0]
  expect(await waits(pool)).toEqual({ synchronous_commit: 'on' })
  const unhurried = openPool(database.url, { max: 1, unhurriedCommits: true })
  expect(await waits(unhurried)).toEqual({ synchronous_commit: 'off' })
  await unhurried.end()
})

it('A connection that is lost between two queries of a transaction fails that transaction, and nothing else', async () => {
  const lost = transact(pool, async (client) => {
    const ended = new Promise((resolve) => (client as pg.PoolClient).once('end', resolve))
    const { rows } = await client.query('select pg_backend_pid() as pid')
    await pool.query('select pg_terminate_backend($1)', [rows[0].pid])
    await ended
    await client.query('select 1')
  })
  await expect(lost).rejects.toThrow()
  await expect(transact(pool, (client) => client.query('select 1 as one'))).resolves.toMatchObject({
    rows: [{ one: 1 }],
  })
})
