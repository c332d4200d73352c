import { randomBytes } from 'node:crypto'
import { connected, createDatabase, dropDatabase } from './database'

export interface TestDatabase {
  readonly url: string
  /** Drops it with the sessions in it; close the pools to it first, or they see an error. */
  drop(): Promise<void>
}

/** A fresh database with all migrations applied, for one test file: a copy of the run's template, made in some 50 ms. */
export function testDatabase(): Promise<TestDatabase> {
  return makeDatabase(fromSetup('TEST_DATABASE_TEMPLATE'))
}

/** A database with nothing in it. */
export function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('template1')
}

/** A database like another one, to which nobody is connected at this moment. */
export function copyOfDatabase({ url }: Pick<TestDatabase, 'url'>): Promise<TestDatabase> {
  return makeDatabase(new URL(url).pathname.slice(1))
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const adminUrl = fromSetup('TEST_DATABASE_ADMIN_URL')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await connected(adminUrl, (client) => createDatabase(client, name, template))
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => connected(adminUrl, (client) => dropDatabase(client, name)) }
}

function fromSetup(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: lib/host/test-postgres.ts did not run as the globalSetup`)
  return value
}
