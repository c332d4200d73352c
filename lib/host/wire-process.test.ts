import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleOverHttp } from '@/lib/wire/client'
import { freePort } from './port'
import { type TestDatabase, testDatabase } from './test-database'
import { anyPorts, newWireAddress, startWire, type WireAddress } from './wire-process'

describe('the process of the simulated network', () => {
  let database: TestDatabase
  let address: WireAddress
  const dataDir = mkdtempSync(join(tmpdir(), 'wire-'))
  const start = (ports = anyPorts) => startWire({ databaseUrl: database.url, dataDir, ports, address })
  const settle = () => settleOverHttp(address.WIRE_URL, address.WIRE_TOKEN)()

  beforeAll(async () => {
    database = await testDatabase()
    address = await newWireAddress()
  })
  afterAll(async () => {
    await database.drop()
    rmSync(dataDir, { recursive: true })
  })

  it('tells where it listens to who knows the token, and comes back at the same address after kill -9', async () => {
    const first = await start()
    expect((await settle()).lines.length).toBeGreaterThan(5)
    await expect(settleOverHttp(address.WIRE_URL, 'a guess')()).rejects.toThrow('401')
    await first.kill()
    expect(await first.ended).toBe('signal SIGKILL')
    // By a new connection, or by one that was kept and has not heard of it.
    await expect(settle()).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/)
    const second = await start()
    expect((await settle()).lines.length).toBeGreaterThan(5)
    await second.stop()
    expect(await second.ended).toBe('code 0')
  }, 60_000)

  it('goes on when PostgreSQL ends its connections', async () => {
    const wire = await start()
    await settle()
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await client.end()
    await expect
      .poll(() =>
        settle().then(
          () => 'answers',
          () => 'not yet',
        ),
      )
      .toBe('answers')
    await wire.stop()
  }, 60_000)

  it('names the port that another program holds, and the variable that moves it', async () => {
    const port = await freePort()
    const other = await new Promise<Server>((resolve) => {
      const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
    })
    await expect(start({ ...anyPorts, dns: port })).rejects.toThrow(new RegExp(`${port}.*DNS_PORT`, 's'))
    other.close()
  }, 60_000)
})
