import { Prisma } from '@/prisma/generated/client'
import { db } from '../../db'
import type { FolderRows } from './log-files'

/** Where a row stands in a log. */
export interface LogPlace {
  readonly at: Date
  readonly id: bigint
}

interface Span {
  readonly start: Date
  readonly end: Date
}

/** Bytes of the smallest file, whatever MaxFileSize says: one of a byte would be a file for each row. */
const smallestFile = 64 * 1024
/** Files of one hour or day; the last of them takes what is left. */
const mostFiles = 1000

/** What a file holds before the next one begins, in bytes. */
export const fullFile = (maxFileSize: number): number => Math.max(maxFileSize, smallestFile)

/** Each row of a span with the number of its file: a file is full once it has `maxFileSize` bytes. */
function numbered(
  { table, where, bytes }: FolderRows,
  { start, end }: Span,
  maxFileSize: number,
): Prisma.Sql {
  return Prisma.sql`
    select "at", "id", "bytes",
      least(
        1 + floor((sum("bytes") over (order by "at", "id") - "bytes") / ${fullFile(maxFileSize)}), ${mostFiles}
      )::int as "number"
    from (
      select "at", "id", (${bytes})::bigint as "bytes" from ${table}
      where ${where} and "at" >= ${start} and "at" < ${end}
    ) as "row"`
}

/** The files of one hour or day that is more than one file. */
export async function numberedFiles(rows: FolderRows, span: Span, maxFileSize: number) {
  const files = await db.$queryRaw<{ number: number; from: Date; entries: bigint; size: bigint }[]>`
    select "number", min("at") as "from", count(*) as "entries", sum("bytes") as "size"
    from (${numbered(rows, span, maxFileSize)}) as "numbered" group by "number" order by "number"`
  return files.map(({ entries, size, ...file }) => ({
    ...file,
    entries: Number(entries),
    size: Number(size),
  }))
}

/** The first and the last row of one of these files; null when there is none of that number. */
export async function placesOfFile(
  rows: FolderRows,
  span: Span,
  { number, maxFileSize }: { readonly number: number; readonly maxFileSize: number },
): Promise<{ readonly first: LogPlace; readonly last: LogPlace } | null> {
  const ends = await db.$queryRaw<LogPlace[]>`
    with "file" as materialized (
      select "at", "id" from (${numbered(rows, span, maxFileSize)}) as "numbered" where "number" = ${number}
    )
    (select * from "file" order by "at", "id" limit 1)
    union all (select * from "file" order by "at" desc, "id" desc limit 1)`
  const [first, last] = ends
  return first && last ? { first, last } : null
}
