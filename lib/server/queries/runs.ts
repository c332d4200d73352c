import type { RunState } from '@/lib/runbooks/run'
import { db } from '../db'
import { readPlace, writePlace } from './keyset'

export interface RunRow {
  readonly id: string
  readonly title: string
  readonly actor: string
  readonly source: string
  readonly state: RunState
  readonly stepCount: number
  readonly doneCount: number
  readonly createdAt: Date
}

const pageSize = 50

/** The runs, newest first. */
export async function listRuns(
  after: string | undefined,
): Promise<{ rows: readonly RunRow[]; next: string | null }> {
  const place = readPlace(after)
  // Only as toISOString writes it: other years than those of four digits are none to PostgreSQL.
  const written = /^\d{4}-[\d:.T-]+Z$/.test(place?.value ?? '')
  const at = place && written && !Number.isNaN(Date.parse(place.value)) ? new Date(place.value) : null
  const beyond =
    at && place ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { gt: place.id } }] } : {}
  const rows = await db.run.findMany({
    where: beyond,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: pageSize + 1,
  })
  const last = rows[pageSize - 1]
  return {
    rows: rows.slice(0, pageSize).map((row) => ({ ...row, state: row.state as RunState })),
    next:
      rows.length > pageSize && last
        ? writePlace({ value: last.createdAt.toISOString(), id: last.id })
        : null,
  }
}
