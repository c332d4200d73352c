import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connected } from './database'
import { migrate } from './migrate'
import { emptyDatabase } from './test-database'

describe('migrations', () => {
  let folder: string
  let database: Awaited<ReturnType<typeof emptyDatabase>>
  const write = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'migration.sql'), sql)
  }
  const query = async (sql: string) => (await connected(database.url, (client) => client.query(sql))).rows

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'))
    write('2_more', 'insert into note values (1);')
    write('1_init', 'create table note (id integer not null);')
    database = await emptyDatabase()
  })
  afterEach(async () => {
    await database.drop()
    rmSync(folder, { recursive: true })
  })

  it('are applied in the order of their names, with the rows that Prisma writes', async () => {
    expect(await migrate(database.url, folder)).toEqual(['1_init', '2_more'])
    const [row] = await query('select * from _prisma_migrations order by migration_name')
    expect(row).toMatchObject({ migration_name: '1_init', applied_steps_count: 1, rolled_back_at: null })
    expect(row.id).toMatch(/^[0-9a-f-]{36}$/)
    // printf 'create table note (id integer not null);' | sha256sum
    expect(row.checksum).toBe('0d1335b5093094d9db2c49d44a8cf2a43b0dbf296f1f3587661900de65a5d2fa')
    expect(row.finished_at).toBeInstanceOf(Date)
  })

  it('are applied once by four processes at the same moment', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)))
    expect(applied.flat().sort()).toEqual(['1_init', '2_more'])
    expect(await query('select id from note')).toHaveLength(1)
  })

  it('leave nothing behind when one fails, and keep those before it', async () => {
    write('3_broken', 'insert into note values (2); insert into nowhere values (1);')
    await expect(migrate(database.url, folder)).rejects.toThrow(/3_broken failed: relation "nowhere"/)
    expect(await query('select id from note')).toEqual([{ id: 1 }])
    write('3_broken', 'insert into note values (3);')
    expect(await migrate(database.url, folder)).toEqual(['3_broken'])
  })

  it('are refused when one was changed after it was applied', async () => {
    await migrate(database.url, folder)
    write('1_init', 'create table note (id bigint not null);')
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_init was changed after/)
  })

  it('are refused when the database has one of a newer version', async () => {
    write('3_newer', 'select 1')
    await migrate(database.url, folder)
    rmSync(join(folder, '3_newer'), { recursive: true })
    await expect(migrate(database.url, folder)).rejects.toThrow(/3_newer, which this version does not know/)
  })

  it('are refused when Prisma began one and never finished it', async () => {
    await migrate(database.url, folder)
    await query(`update _prisma_migrations set finished_at = null where migration_name = '2_more'`)
    await expect(migrate(database.url, folder)).rejects.toThrow(/2_more began and never finished/)
  })
})

it('names the server, but not the password, when no database answers', async () => {
  const url = 'postgresql://someone:hunter2@127.0.0.1:1/essentials'
  const message = await migrate(url).catch((error: Error) => error.message)
  expect(message).toMatch(/^There is no database at 127\.0\.0\.1:1\/essentials/)
  expect(message).not.toContain('hunter2')
})
