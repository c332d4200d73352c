import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPostgres } from './postgres'
import { isAlive } from './processes'

/** Clusters of their own, since these tests kill them. */
describe('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  let dataDir: string
  const started: { stop(): Promise<void> }[] = []
  const start = async (port?: number) => {
    const postgres = await startPostgres({ dataDir, port, careless: true })
    started.push(postgres)
    return postgres
  }
  const postmaster = () =>
    Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'host-test-'))
    chmodSync(dataDir, 0o755)
  })

  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('is one server, however many start it at the same moment', async () => {
    const all = await Promise.all([start(), start(), start()])
    expect(new Set(all.map(({ port }) => port)).size).toBe(1)
  })

  it('lives until the last of its users stops it', async () => {
    const [first, second] = [await start(), await start()]
    const pid = postmaster()
    await first.stop()
    expect(isAlive(pid)).toBe(true)
    await second.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('says that it was lost after kill -9, and starts again with its data at the same port', async () => {
    const first = await start()
    const url = await first.createDatabase('kept')
    process.kill(postmaster(), 'SIGKILL')
    await first.lost
    const second = await start(first.port)
    expect(second.url('kept')).toBe(url)
    const client = new pg.Client(url)
    await client.connect()
    await client.end()
  })

  it('makes a database once and drops it with the sessions in it', async () => {
    const postgres = await start()
    const url = await postgres.createDatabase('twice')
    expect(await postgres.createDatabase('twice')).toBe(url)
    const client = new pg.Client(url)
    const ended = new Promise((resolve) => client.on('error', resolve))
    await client.connect()
    await postgres.dropDatabase('twice')
    expect(await ended).toMatchObject({ code: '57P01' })
  })
})
