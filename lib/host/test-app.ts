import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './port'
import { serve } from './serve'
import { testDatabase } from './test-database'
import { startTransport } from './transport-process'
import { anyPorts, newWireAddress, startWire } from './wire-process'

export interface TestApp {
  readonly url: string
  readonly databaseUrl: string
  readonly dataDir: string
  /** What the terminal would have shown: the code for the first administrator. */
  readonly setupCode: string
  /** `kill -9` of the web process; the database and its data stay. */
  kill(): Promise<void>
  /** Starts it again after `kill`, at the same address on the same database. */
  restart(): Promise<void>
  /** Stops it and drops its database and files. */
  stop(): Promise<void>
}

/** The dashboard's production build on a database, a data folder and a port of its own; ready within a second or two. */
export async function testApp(env: Record<string, string> = {}): Promise<TestApp> {
  const [database, port] = [await testDatabase(), await freePort()]
  const dataDir = mkdtempSync(join(tmpdir(), 'essentials-'))
  const setupCode = 'TEST-SETUP-CODE'
  const address = await newWireAddress()
  const shared = { databaseUrl: database.url, dataDir }
  const start = () => serve({ ...shared, port, env: { SETUP_CODE: setupCode, ...address, ...env } })
  const [wire, transport, first] = await Promise.all([
    startWire({ ...shared, ports: anyPorts, address }),
    startTransport({ ...shared, address }),
    start(),
  ])
  let web = first
  return {
    url: web.url,
    databaseUrl: database.url,
    dataDir,
    setupCode,
    kill: () => web.kill(),
    restart: async () => {
      web = await start()
    },
    stop: async () => {
      await Promise.all([web.stop(), transport.stop(), wire.stop()])
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
