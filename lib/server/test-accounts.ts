import { testDatabase } from '@/lib/host/test-database'
import { database } from './db'
import type { Visitor } from './sessions'

/** An empty database for one test file of the dashboard's accounts; `db` is connected to it from here on. */
export async function openTestAccounts(): Promise<{ close(): Promise<void> }> {
  const { url, drop } = await testDatabase()
  process.env.DATABASE_URL = url
  return {
    async close() {
      await database().$disconnect()
      await drop()
    },
  }
}

let visitors = 0

/** A browser at an address that no test has used before. */
export function newVisitor(): Visitor {
  visitors += 1
  return { address: `198.51.100.${visitors}`, userAgent: 'a test' }
}
