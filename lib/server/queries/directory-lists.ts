import { Prisma } from '@/prisma/generated/client'
import { firstOf, type Parameters } from '../address'
import { db } from '../db'
import { isNamedLike } from './directory-search'
import { type Place, pageOf, readPlace, type Slice, walkOf } from './keyset'

/** The classes of each list, as SiteObject has them. */
const classesOf = {
  groups: ['DistributionGroup', 'DynamicDistributionGroup'],
  contacts: ['Contact'],
} as const

export type DirectoryList = keyof typeof classesOf

/** What is sorted by; `p` is the primary address. Names have an index, the others are sorted when asked for. */
const keys = {
  name: Prisma.raw('o."nameKey"'),
  alias: Prisma.raw(`coalesce(o."aliasKey", '')`),
  email: Prisma.raw(`coalesce(p."key", '')`),
} as const

export type DirectorySort = keyof typeof keys

export interface DirectoryQuery {
  readonly search: string
  readonly sort: DirectorySort
  readonly descending: boolean
  readonly after: Place | null
  readonly before: Place | null
}

export interface DirectoryRow {
  readonly id: string
  readonly name: string
  readonly class: 'Contact' | 'DistributionGroup' | 'DynamicDistributionGroup'
  readonly security: boolean
  readonly alias: string | null
  readonly email: string | null
  /** Where a contact's mail goes; null for groups and for whom mail cannot be addressed to. */
  readonly external: string | null
}

/** The address bar's words as a query; anything unknown counts as not given. */
export function readDirectoryQuery(parameters: Parameters): DirectoryQuery {
  const sort = firstOf(parameters.sort) ?? ''
  return {
    search: (firstOf(parameters.search) ?? '').replaceAll('\0', '').slice(0, 200).trim(),
    sort: Object.hasOwn(keys, sort) ? (sort as DirectorySort) : 'name',
    descending: firstOf(parameters.order) === 'descending',
    after: readPlace(firstOf(parameters.after)),
    before: readPlace(firstOf(parameters.before)),
  }
}

export const directoryPageSize = 50
const countUpTo = 10_000

interface Found extends DirectoryRow {
  readonly place: string
}

/** How a page is found: what is sorted by, in which direction, and beginning beyond which place. */
function orderOf(query: DirectoryQuery) {
  const key = keys[query.sort]
  const { from, direction, beyond } = walkOf(query, query.descending)
  return {
    key,
    start: from ? Prisma.sql`(${key}, o."id") ${beyond} (${from.value}, ${from.id}::uuid)` : Prisma.sql`true`,
    order: Prisma.sql`order by "place" ${direction}, "id" ${direction} limit ${directoryPageSize + 1}`,
  }
}

/** One class in order, as many as a page takes: by name it walks the index on class and name. */
function ofClass(name: string, query: DirectoryQuery): Prisma.Sql {
  const { key, start, order } = orderOf(query)
  const address =
    query.sort === 'email'
      ? Prisma.sql`left join "ProxyAddress" p on p."objectId" = o."id" and p."primary"`
      : Prisma.empty
  return Prisma.sql`(select o."id", ${key} as "place" from "SiteObject" o ${address}
    where o."class" = ${name} and ${start} and ${searched(query)} ${order})`
}

function searched({ search }: DirectoryQuery): Prisma.Sql {
  return search ? isNamedLike(search) : Prisma.sql`true`
}

/** The page as SQL: each class's first rows beyond the place, merged; only those that are shown are read whole. */
export function pageStatement(list: DirectoryList, query: DirectoryQuery): Prisma.Sql {
  const { order } = orderOf(query)
  const parts = classesOf[list].map((name) => ofClass(name, query))
  return Prisma.sql`
    with page as materialized (select * from (${Prisma.join(parts, ' union all ')}) as merged ${order})
    select "id", o."name", o."class", coalesce((o."properties" ->> 'security')::boolean, false) as "security",
      o."properties" #>> '{mail,alias}' as "alias", "place",
      o."properties" #>> '{mail,externalEmailAddress}' as "external",
      (select "address" from "ProxyAddress" p where p."objectId" = "id" and p."primary" limit 1) as "email"
    from page join "SiteObject" o using ("id") ${order}`
}

async function countOf(list: DirectoryList, query: DirectoryQuery): Promise<number> {
  const [total] = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from (select 1 from "SiteObject" o where o."class" = any (${classesOf[list]})
      and ${searched(query)} limit ${countUpTo + 1}) as counted`
  return Number(total?.count ?? 0)
}

/** One page of groups or contacts, found by key. */
export async function listDirectory(
  list: DirectoryList,
  query: DirectoryQuery,
): Promise<Slice<DirectoryRow>> {
  const [found, count] = await Promise.all([
    db.$queryRaw<Found[]>(pageStatement(list, query)),
    countOf(list, query),
  ])
  const page = pageOf(found, directoryPageSize, query, ({ place, id }) => ({ value: place, id }))
  return {
    ...page,
    rows: page.rows.map(({ place: _, ...row }) => row),
    total: { count: Math.min(count, countUpTo), more: count > countUpTo },
  }
}
