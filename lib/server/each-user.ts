import type { User } from '@/lib/exchange'
import type { Db } from './db'
import { userOf, withAddresses } from './user-row'

const pageSize = 500

interface Query {
  readonly database?: string
  readonly withMailbox?: boolean
}

/** All users by name, found by key a page at a time: 100,000 of them never stand in memory together. */
export async function* eachUser(db: Db, { database, withMailbox }: Query): AsyncIterable<User> {
  const where = { ...(database ? { database } : {}), ...(withMailbox ? { alias: { not: null } } : {}) }
  let last: { nameKey: string; id: string } | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof page>> = await page(db, where, last)
    for (const row of rows) yield userOf(row)
    const end = rows.at(-1)
    if (!end || rows.length < pageSize) return
    last = { nameKey: end.nameKey, id: end.id }
  }
}

function page(db: Db, where: object, last: { nameKey: string; id: string } | null) {
  const after = last
    ? { nameKey: { gte: last.nameKey }, OR: [{ nameKey: { gt: last.nameKey } }, { id: { gt: last.id } }] }
    : {}
  return db.user.findMany({
    where: { ...where, ...after },
    include: withAddresses,
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take: pageSize,
  })
}
