import type { ScriptRunState } from '../console/script-run'
import { db } from '../db'
import { isRowId, readPlace, writePlace } from './keyset'

export interface ScriptRunRow {
  readonly id: string
  readonly title: string
  readonly actor: string
  readonly state: ScriptRunState
  readonly commandCount: number
  readonly startedAt: Date
}

export interface ScriptRunDetails extends ScriptRunRow {
  readonly source: string
  readonly output: string
  readonly finishedAt: Date | null
}

const pageSize = 50
const listed = {
  id: true,
  title: true,
  actor: true,
  state: true,
  commandCount: true,
  startedAt: true,
} as const

/** Scripts and lines of the shell that changed something, newest first. */
export async function listScriptRuns(
  after: string | undefined,
): Promise<{ rows: readonly ScriptRunRow[]; next: string | null }> {
  const place = readPlace(after)
  // Only as toISOString writes it: other years than those of four digits are none to PostgreSQL.
  const written = /^\d{4}-[\d:.T-]+Z$/.test(place?.value ?? '')
  const at = place && written && !Number.isNaN(Date.parse(place.value)) ? new Date(place.value) : null
  const rows = await db.scriptRun.findMany({
    where: at && place ? { OR: [{ startedAt: { lt: at } }, { startedAt: at, id: { gt: place.id } }] } : {},
    select: listed,
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: pageSize + 1,
  })
  const last = rows[pageSize - 1]
  return {
    rows: rows.slice(0, pageSize).map((row) => ({ ...row, state: row.state as ScriptRunState })),
    next:
      rows.length > pageSize && last
        ? writePlace({ value: last.startedAt.toISOString(), id: last.id })
        : null,
  }
}

export async function findScriptRun(id: string): Promise<ScriptRunDetails | null> {
  const row = isRowId(id) ? await db.scriptRun.findUnique({ where: { id } }) : null
  return row && { ...row, state: row.state as ScriptRunState }
}
