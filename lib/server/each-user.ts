import type { User } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import { type Db, isTransaction } from './db'
import { type UserWithAddresses, userOf } from './user-row'

/** 500 ids of 36 characters. */
const pageLength = 500 * 36

interface Query {
  readonly database?: string
  readonly withMailbox?: boolean
}

/**
 * All users by name, a page at a time: 100,000 of them never stand in memory together, and between two pages no
 * connection is held. Which they are is asked once, so that whoever changes names or adds users while reading
 * meets nobody twice and nobody new (the Halloween problem); those that are gone meanwhile are left out.
 */
export async function* eachUser(db: Db, query: Query): AsyncIterable<User> {
  const ids = await idsByName(db, query)
  const pages = Math.ceil(ids.length / pageLength)
  const read = (number: number) => page(db, ids.slice(number * pageLength, (number + 1) * pageLength))
  // A transaction has one connection: what reads ahead would stand in the way of what is done with this page.
  const ahead = !isTransaction(db)
  let next: Promise<UserWithAddresses[]> | null = null
  for (let number = 0; number < pages; number++) {
    const rows = await (next ?? read(number))
    next = ahead && number + 1 < pages ? read(number + 1) : null
    // Whoever has enough of this page leaves the next one to itself.
    next?.catch(() => undefined)
    for (const row of rows) yield userOf(row)
  }
}

/** One text of all ids: of 100,000 users 3.6 MB, and one row for the driver to read. */
async function idsByName(db: Db, { database, withMailbox }: Query): Promise<string> {
  const conditions = [
    ...(database ? [Prisma.sql`"database" = ${database}`] : []),
    ...(withMailbox ? [Prisma.sql`"alias" is not null`] : []),
    Prisma.sql`true`,
  ]
  const [found] = await db.$queryRaw<{ ids: string | null }[]>`
    select string_agg("id"::text, '' order by "nameKey", "id") as "ids"
    from "User" where ${Prisma.join(conditions, ' and ')}`
  return found?.ids ?? ''
}

/** Prisma's own findMany would take twice as long for the addresses. */
async function page(db: Db, ids: string): Promise<UserWithAddresses[]> {
  return db.$queryRaw`
    select ${columns}, coalesce((
      select json_agg(json_build_object('address', "address", 'primary', "primary") order by "key")
      from "ProxyAddress" where "userId" = "User"."id"), '[]') as "addresses"
    from unnest(${ids.match(/.{36}/g)}::uuid[]) with ordinality as meant("id", "place") join "User" using ("id")
    order by meant."place"`
}

/** All that `userOf` reads; what lists are searched by stays in the database. */
const columns = Prisma.raw(
  [
    'id name firstName lastName logonName accessLevel enabled vpn remoteWebAccess passwordHash passwordChangedAt',
    'mailboxGuid alias database addressPolicyEnabled useDatabaseQuotaDefaults issueWarningQuota',
    'prohibitSendQuota prohibitSendReceiveQuota mailboxBytes itemCount attributes createdAt',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => `"${name}"`)
    .join(', '),
)
