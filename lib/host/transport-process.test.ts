import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testDatabase } from './test-database'
import { startTransport } from './transport-process'
import { newWireAddress } from './wire-process'

it('The transport starts without a network, twice on one database, and ends when it is told to', async () => {
  const database = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'transport-'))
  const options = { databaseUrl: database.url, dataDir, address: await newWireAddress() }
  const [one, other] = await Promise.all([startTransport(options), startTransport(options)])
  await Promise.all([one.stop(), other.stop()])
  expect([await one.ended, await other.ended]).toEqual(['code 0', 'code 0'])
  await database.drop()
  rmSync(dataDir, { recursive: true })
}, 60_000)
