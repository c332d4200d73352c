import type { AccessLevel } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import { firstOf, type Parameters } from '../address'
import { db } from '../db'
import { sortKey } from '../user-row'
import { type Place, pageOf, readPlace, type Slice, walkOf } from './keyset'

/** What the list can be sorted by, and the indexed column that holds it. */
const columns = {
  name: { column: 'nameKey', type: 'text', valid: /^/ },
  logon: { column: 'logonKey', type: 'text', valid: /^/ },
  email: { column: 'primaryAddressKey', type: 'text', valid: /^/ },
  mailbox: { column: 'mailboxBytes', type: 'bigint', valid: /^-?\d{1,18}$/ },
  access: { column: 'accessLevel', type: 'text', valid: /^/ },
  status: { column: 'enabled', type: 'boolean', valid: /^(true|false)$/ },
} as const

export type UserSort = keyof typeof columns

export interface UserQuery {
  readonly search: string
  readonly sort: UserSort
  readonly descending: boolean
  readonly status: 'active' | 'inactive' | null
  readonly after: Place | null
  readonly before: Place | null
}

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly logonName: string
  readonly accessLevel: AccessLevel
  readonly enabled: boolean
  readonly email: string | null
  /** Bytes; null without a mailbox. */
  readonly used: number | null
  readonly warn: number | null
  readonly limit: number | null
  readonly useDatabaseQuotaDefaults: boolean
}

/** The address bar's words as a query; anything unknown counts as not given. */
export function readUserQuery(parameters: Parameters): UserQuery {
  const asked = firstOf(parameters.sort) ?? ''
  const sort = Object.hasOwn(columns, asked) ? (asked as UserSort) : 'name'
  const status = firstOf(parameters.status)
  const place = (text: string | undefined) => {
    const read = readPlace(text)
    return read && columns[sort].valid.test(read.value) ? read : null
  }
  return {
    search: (firstOf(parameters.search) ?? '').replaceAll('\0', '').slice(0, 200).trim(),
    sort,
    descending: firstOf(parameters.order) === 'descending',
    status: status === 'active' || status === 'inactive' ? status : null,
    after: place(firstOf(parameters.after)),
    before: place(firstOf(parameters.before)),
  }
}

export const userPageSize = 50
const countUpTo = 10_000

interface Found extends Omit<UserRow, 'used' | 'warn' | 'limit'> {
  used: bigint
  warn: bigint | null
  limit: bigint | null
  place: string
  count?: bigint
}

function conditions({ search, status }: UserQuery): Prisma.Sql {
  const pattern = `%${sortKey(search).replace(/[\\%_]/g, '\\$&')}%`
  const parts = [
    ...(search ? [Prisma.sql`"searchText" like ${pattern}`] : []),
    ...(status ? [Prisma.sql`"enabled" = ${status === 'active'}`] : []),
  ]
  return parts.length > 0 ? Prisma.join(parts, ' and ') : Prisma.sql`true`
}

/** What is asked of PostgreSQL: the rows in order, beginning beyond a place, one more than a page holds. */
function statement(query: UserQuery) {
  const { column, type } = columns[query.sort]
  const [key, cast] = [Prisma.raw(`"${column}"`), Prisma.raw(`::${type}`)]
  const { from, direction, beyond } = walkOf(query, query.descending)
  return {
    key,
    where: conditions(query),
    fields: Prisma.sql`"id", "name", "logonName", "accessLevel", "enabled", "primaryAddress" as "email",
      "mailboxBytes" as "used", "issueWarningQuota" as "warn", "prohibitSendQuota" as "limit",
      "useDatabaseQuotaDefaults", ${key}::text as "place"`,
    start: from
      ? Prisma.sql`(${key}, "id") ${beyond} (${from.value}${cast}, ${from.id}::uuid)`
      : Prisma.sql`true`,
    order: Prisma.sql`order by ${key} ${direction}, "id" ${direction} limit ${userPageSize + 1}`,
  }
}

interface Page {
  readonly found: readonly Found[]
  /** At most one more than `countUpTo`. */
  readonly count: number
}

/** Walks the list in order: at once where most users match, slow where few do. */
async function walk(query: UserQuery): Promise<Page> {
  const { where, fields, start, order } = statement(query)
  const [found, [total]] = await Promise.all([
    db.$queryRaw<Found[]>`select ${fields} from "User" where ${where} and ${start} ${order}`,
    db.$queryRaw<{ count: bigint }[]>`
      select count(*) from (select 1 from "User" where ${where} limit ${countUpTo + 1}) as counted`,
  ])
  return { found, count: Number(total?.count ?? 0) }
}

/**
 * Finds all that match by the trigram index, then sorts them. Materialized, as PostgreSQL believes that a text
 * is found far more often than it is, and would walk the list. Null where more match than are worth sorting,
 * and where no row is left to carry the count.
 */
async function gather(query: UserQuery): Promise<Page | null> {
  const { key, where, fields, start, order } = statement(query)
  const found = await db.$queryRaw<Required<Found>[]>`
    with matching as materialized (select "id", ${key} from "User" where ${where} limit ${countUpTo + 1})
    select ${fields}, (select count(*) from matching) as "count" from "User"
    where "id" = any (array(select "id" from matching where ${start} ${order})) ${order}`
  const [first] = found
  if (!first) return query.after || query.before ? null : { found: [], count: 0 }
  return first.count > countUpTo ? null : { found, count: Number(first.count) }
}

async function findPage(query: UserQuery): Promise<Page> {
  return (query.search ? await gather(query) : null) ?? walk(query)
}

/** One page of users, found by key: page 2,000 costs what page 1 costs. */
export async function listUsers(query: UserQuery): Promise<Slice<UserRow>> {
  const { found, count } = await findPage(query)
  const page = pageOf(found, userPageSize, query, ({ place, id }) => ({ value: place, id }))
  return {
    ...page,
    rows: page.rows.map(userRow),
    total: { count: Math.min(count, countUpTo), more: count > countUpTo },
  }
}

function userRow({ used, warn, limit, place: _, count: __, ...row }: Found): UserRow {
  const size = (value: bigint | null) => (value === null ? null : Number(value))
  return { ...row, used: used < 0n ? null : Number(used), warn: size(warn), limit: size(limit) }
}
