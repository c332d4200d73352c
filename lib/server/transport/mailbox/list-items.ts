import { Prisma } from '@/prisma/generated/client'
import type { Db } from '../../db'
import type { MailboxFolder } from './mailbox-folders'

/** A line of a folder. */
export interface ListedItem {
  readonly id: bigint
  readonly folder: string
  readonly fromText: string
  readonly toText: string
  readonly subject: string
  readonly size: number
  readonly read: boolean
  readonly submitted: boolean
  readonly at: Date
}

export const itemSorts = ['date', 'from', 'to', 'subject', 'size'] as const
export type ItemSort = (typeof itemSorts)[number]

export interface ItemsWanted {
  /** The last message of the page before. One that is not there any more begins at the beginning. */
  readonly after: bigint | null
  readonly limit: number
  readonly sort?: ItemSort
  readonly ascending?: boolean
  /** What is searched for; null is all. */
  readonly search?: ItemSearch | null
}

/** All of the words are in the subject or in the names, or the message is one of those whose text has them. */
export interface ItemSearch {
  readonly words: readonly string[]
  readonly ids: readonly bigint[]
}

const keys: Readonly<Record<ItemSort, Prisma.Sql>> = {
  date: Prisma.sql`placed."at"`,
  from: Prisma.sql`lower(placed."fromText")`,
  to: Prisma.sql`lower(placed."toText")`,
  /** Answers stand beside what they answer. */
  subject: Prisma.sql`regexp_replace(lower(kept."subject"), '^((re|fw|fwd|aw|wg): *)+', '')`,
  size: Prisma.sql`placed."size"`,
}

/** A folder, the newest first unless another order is asked for, so many at a time: those after `after`. */
export async function listItems(
  db: Db,
  guid: string,
  folder: MailboxFolder,
  { after, limit, sort = 'date', ascending = false, search = null }: ItemsWanted,
): Promise<{ readonly items: readonly ListedItem[]; readonly next: bigint | null }> {
  const [key, direction] = [keys[sort], Prisma.raw(ascending ? 'asc' : 'desc')]
  const rows = await db.$queryRaw<ListedItem[]>`
    select placed."id", "folder", "fromText", "toText", kept."subject", placed."size", "read", "submitted", "at"
    from "MailboxItem" placed join "MailItem" kept on kept."id" = placed."itemId"
    where "mailboxGuid" = ${guid}::uuid and "folder" = ${folder}
      ${search ? matching(search) : Prisma.empty} ${await beyond(db, guid, key, after, ascending)}
    order by ${key} ${direction}, placed."id" ${direction}
    limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

async function beyond(
  db: Db,
  guid: string,
  key: Prisma.Sql,
  after: bigint | null,
  ascending: boolean,
): Promise<Prisma.Sql> {
  if (after === null) return Prisma.empty
  const [last] = await db.$queryRaw<{ key: string | number | Date }[]>`
    select ${key} as "key" from "MailboxItem" placed join "MailItem" kept on kept."id" = placed."itemId"
    where placed."id" = ${after} and "mailboxGuid" = ${guid}::uuid`
  return last
    ? Prisma.sql`and (${key}, placed."id") ${Prisma.raw(ascending ? '>' : '<')} (${last.key}, ${after})`
    : Prisma.empty
}

function matching({ words, ids }: ItemSearch): Prisma.Sql {
  const text = Prisma.sql`kept."subject" || ' ' || "fromText" || ' ' || "toText"`
  const all = words.map((word) => Prisma.sql`(${text}) ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  return Prisma.sql`and ((${all.length > 0 ? Prisma.join(all, ' and ') : Prisma.sql`true`})
    or placed."id" = any(${[...ids]}::bigint[]))`
}
