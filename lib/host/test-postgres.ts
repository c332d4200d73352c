import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { connected, createDatabase, dropDatabase } from './database'
import { migrate } from './migrate'
import { readMigrations } from './migrations'
import { startPostgres } from './postgres'
import { isAlive } from './processes'
import { projectRoot } from './project'

const templateLock = 7_353_019

/**
 * PostgreSQL for tests, in .test, with a migrated database to copy: the `globalSetup` of Vitest, and a part of
 * Playwright's. Runs that overlap share the server; the last of them stops it. Workers learn of it by
 * TEST_DATABASE_ADMIN_URL and TEST_DATABASE_TEMPLATE.
 * @returns what stops it
 */
export default async function startTestPostgres(): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ dataDir: join(projectRoot, '.test'), careless: true })
  process.env.TEST_DATABASE_ADMIN_URL = postgres.adminUrl
  process.env.TEST_DATABASE_TEMPLATE = await makeTemplate(postgres.adminUrl, postgres.url)
  return postgres.stop
}

/** One template for each set of migrations; renamed to its name once it is whole. */
async function makeTemplate(adminUrl: string, url: (database: string) => string): Promise<string> {
  const migrations = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex')
  const name = `template_${migrations.slice(0, 16)}`
  const draft = `${name}_draft`
  await connected(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock])
    await dropLeftovers(client, name)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 1) return
    await createDatabase(client, draft)
    await migrate(url(draft))
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

/**
 * Databases of runs that were killed (a test's database has its process's number in its name), and, while no
 * other run may need them, the templates of other migrations.
 */
async function dropLeftovers(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
  const runs = await client.query(`select from pg_stat_activity where application_name = 'host'`)
  const alone = runs.rowCount === 1
  for (const { datname } of rows) {
    const [, kind, owner] = /^(template|test)_([0-9a-f]+)/.exec(datname) ?? []
    if (kind === 'template' && alone && !datname.startsWith(template)) await dropDatabase(client, datname)
    if (kind === 'test' && !isAlive(Number(owner))) await dropDatabase(client, datname)
    if (datname === `${template}_draft`) await dropDatabase(client, datname)
  }
}
