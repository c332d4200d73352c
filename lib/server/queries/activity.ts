import type { ErrorRecord } from '@/lib/shell'
import { Prisma } from '@/prisma/generated/client'
import { firstOf, type Parameters } from '../address'
import { db, sameText } from '../db'
import type { Slice } from './keyset'

export interface ActivityQuery {
  readonly actor: string | null
  readonly command: string | null
  readonly result: 'succeeded' | 'failed' | null
  /** The id of the last line of the page before, or of the first line of the page after. */
  readonly after: bigint | null
  readonly before: bigint | null
}

export interface ActivityRow {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly source: string
  readonly command: string
  readonly succeeded: boolean
  readonly error: ErrorRecord | null
  readonly durationMs: number
  readonly runId: string | null
  readonly scriptRunId: string | null
}

function words(value: string | string[] | undefined): string | null {
  const text = firstOf(value)?.replaceAll('\0', '').trim().slice(0, 200)
  return text ? text : null
}

const place = (value: string | null) => (value && /^\d{1,18}$/.test(value) ? BigInt(value) : null)

export function readActivityQuery(parameters: Parameters): ActivityQuery {
  const result = words(parameters.result)
  return {
    actor: words(parameters.actor),
    command: words(parameters.command),
    result: result === 'succeeded' || result === 'failed' ? result : null,
    after: place(words(parameters.after)),
    before: place(words(parameters.before)),
  }
}

export const activityPageSize = 50

/** The commands that ran, newest first; paged by the id of the line. */
export async function listActivity(query: ActivityQuery): Promise<Omit<Slice<ActivityRow>, 'total'>> {
  const { actor, command, result, after, before } = query
  const id: Prisma.BigIntFilter = after !== null ? { lt: after } : before !== null ? { gt: before } : {}
  const found = await db.activity.findMany({
    where: {
      id,
      ...(actor ? { actor } : {}),
      ...(command ? { name: sameText(command) } : {}),
      ...(result ? { succeeded: result === 'succeeded' } : {}),
    },
    orderBy: { id: before !== null ? Prisma.SortOrder.asc : Prisma.SortOrder.desc },
    take: activityPageSize + 1,
  })
  const more = found.length > activityPageSize
  const rows = found.slice(0, activityPageSize)
  if (before !== null) rows.reverse()
  return {
    rows: rows.map(({ error, id: rowId, ...row }) => ({
      ...row,
      id: String(rowId),
      error: error as unknown as ErrorRecord | null,
    })),
    previous: (before !== null ? more : after !== null) ? String(rows[0]?.id ?? '') || null : null,
    next: (before !== null ? true : more) ? String(rows.at(-1)?.id ?? '') || null : null,
  }
}
