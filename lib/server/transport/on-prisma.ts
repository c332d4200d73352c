import type { Db } from '../db'
import type { Queryable } from './pool'

interface Question {
  readonly text: string
  readonly values?: readonly unknown[]
}

/**
 * The transport's statements on Prisma's connection: what a command puts into a queue is its own transaction's.
 * Rows come as Prisma reads them, which for what these statements return is the same.
 */
export function onPrisma(db: Db): Queryable {
  const query = async (asked: Question | string, given: readonly unknown[] = []) => {
    const { text, values = given } = typeof asked === 'string' ? { text: asked } : asked
    const rows = await db.$queryRawUnsafe<unknown[]>(text, ...values)
    return { rows, rowCount: rows.length }
  }
  return { query } as unknown as Queryable
}
