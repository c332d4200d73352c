import { PrismaPg } from '@prisma/adapter-pg'
import type { Site } from '@/lib/exchange'
import { testDatabase } from '@/lib/host/test-database'
import type { Command, Outcome, Result } from '@/lib/shell'
import { PrismaClient } from '@/prisma/generated/client'
import type { Db } from './db'
import { RolledBack, transactionLimits } from './execute'
import { runCommand } from './run-command'
import { openSite } from './site'
import { testWire } from './test-wire'

/** A site of its own for one test file: an empty database, and commands that run as `caller`. */
export interface TestSite {
  /** For looking: reads the database as it is. To change something, run a command, or use `inTransaction`. */
  readonly site: Site
  run(command: Command): Promise<Result<Outcome>>
  inTransaction<T>(work: (site: Site) => Promise<T>): Promise<T>
  readonly db: PrismaClient
  readonly url: string
  close(): Promise<void>
}

/** `timeoutMs`: how long the network waits for an answer. */
export async function testSite(caller = 'admin', timeoutMs?: number): Promise<TestSite> {
  process.env.SECRET_KEY ??= 'a key for tests'
  const { url, drop } = await testDatabase()
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 8 }) })
  const wire = testWire(url, timeoutMs)
  const open = async (on: Db) => ({ ...(await openSite(on, caller)).site, network: wire.networkOf(on) })
  const inTransaction = <T>(work: (site: Site) => Promise<T>) =>
    db.$transaction(async (tx) => work(await open(tx)), transactionLimits)

  return {
    db,
    url,
    inTransaction,
    site: await open(db),
    async run(command) {
      try {
        return await inTransaction(async (site) => {
          const result = await runCommand(command, site)
          if (!result.ok) throw new RolledBack(result)
          return result
        })
      } catch (thrown) {
        if (thrown instanceof RolledBack) return thrown.carried as Result<Outcome>
        throw thrown
      }
    },
    async close() {
      await wire.close()
      await db.$disconnect()
      await drop()
    },
  }
}
