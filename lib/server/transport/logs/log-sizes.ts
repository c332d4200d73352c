import type { Queryable } from '../pool'
import { type LogTable, logBytes } from './log-bytes'

/** Numbers of rows are given in order; a stretch is so many of them, of all logs in a table. */
const stretch = 1000n
/** Stretches that are measured at once. */
const mostAtOnce = 10

/** What a stretch holds of one log. */
export interface StretchOfLog {
  readonly bytes: number
  /** Of its oldest row. */
  readonly from: Date
}

/** Which rows of a table are one log. */
export interface LogRows {
  readonly table: LogTable
  readonly server: string
  /** Of sessions alone; else null. */
  readonly kind: string | null
  /** Whether they are those of the Front End Transport service. */
  readonly frontEnd: boolean
}

/** How much each log holds, by stretches: measured once, and again while rows may still come into them. */
export interface LogSizes {
  /** Where each table goes on. */
  readonly next: Map<LogTable, bigint>
  /** By table and log, the stretches by their first number, in order. */
  readonly logs: Map<LogTable, Map<string, Map<bigint, StretchOfLog>>>
  /** The connectors that were the Front End service's when sessions were measured: they tell two logs apart. */
  frontEnd: string
}

export const newLogSizes = (): LogSizes => ({ next: new Map(), logs: new Map(), frontEnd: '[]' })

export function stretchesOf({ logs }: LogSizes, log: LogRows): Map<bigint, StretchOfLog> {
  const ofTable = logs.get(log.table) ?? new Map<string, Map<bigint, StretchOfLog>>()
  logs.set(log.table, ofTable)
  const key = JSON.stringify([log.server.toLowerCase(), log.kind, log.frontEnd])
  const kept = ofTable.get(key) ?? new Map<bigint, StretchOfLog>()
  ofTable.set(key, kept)
  return kept
}

/** A connector that was renamed, removed or given to the other service leaves its sessions in another log. */
function forgetWhatMoved(sizes: LogSizes, frontEnd: readonly string[]): void {
  const names = JSON.stringify(frontEnd.toSorted())
  if (names === sizes.frontEnd) return
  sizes.frontEnd = names
  sizes.next.delete('TransportSession')
  sizes.logs.delete('TransportSession')
}

/**
 * Measures what has come since; sessions from the beginning when the Front End service has other connectors now.
 * @param frontEnd names of the Front End service's connectors
 * @returns whether that is all
 */
export async function measureLogs(
  on: Queryable,
  sizes: LogSizes,
  table: LogTable,
  frontEnd: readonly string[],
): Promise<boolean> {
  if (isSession(table)) forgetWhatMoved(sizes, frontEnd)
  let from = sizes.next.get(table) ?? 0n
  for (let count = 0; count < mostAtOnce; count++) {
    const first = await firstStretch(on, table, from)
    if (first === null) return true
    await measureStretch(on, sizes, table, { start: first.start, frontEnd })
    from = first.start + stretch
    // Of two transactions the one with the lower number may commit later.
    if (from + stretch <= first.last) sizes.next.set(table, from)
  }
  return false
}

async function firstStretch(on: Queryable, table: LogTable, from: bigint) {
  const { rows } = await on.query<{ first: bigint | null; last: bigint }>(
    `select (select min("id") from "${table}" where "id" >= $1) as "first", (select max("id") from "${table}") as "last"`,
    [from],
  )
  const [found] = rows
  return found?.first == null ? null : { start: found.first - (found.first % stretch), last: found.last }
}

async function measureStretch(
  on: Queryable,
  sizes: LogSizes,
  table: LogTable,
  { start, frontEnd }: { readonly start: bigint; readonly frontEnd: readonly string[] },
): Promise<void> {
  const { rows } = await on.query<Omit<LogRows, 'table'> & { bytes: bigint | string; from: Date }>(
    measureOf(table),
    [start, start + stretch, frontEnd],
  )
  for (const stretches of sizes.logs.get(table)?.values() ?? []) stretches.delete(start)
  for (const { bytes, from, ...log } of rows)
    stretchesOf(sizes, { ...log, table }).set(start, { bytes: Number(bytes), from })
}

const isSession = (table: LogTable) => table === 'TransportSession'
const kindOf = (table: LogTable) => (isSession(table) ? '"kind"' : 'null')
const frontEndOf = (table: LogTable) =>
  isSession(table) ? `("kind" = 'Receive' and "connector" = any($3::text[]))` : '($3::text[] is null)'

const measureOf = (table: LogTable) => `
  select "server", ${kindOf(table)} as "kind", ${frontEndOf(table)} as "frontEnd", sum(${logBytes[table]}) as "bytes",
    min("at") as "from"
  from "${table}" where "id" >= $1 and "id" < $2 group by 1, 2, 3`

export interface Cut {
  readonly start: bigint
  readonly believed: StretchOfLog
  /** What is older goes. */
  readonly before: Date | null
  /** Bytes by which the log is too large; null when it has no limit. */
  readonly excess: number | null
}

/**
 * Deletes of one stretch of a log what is too old, and its oldest rows as far as the log is too large. Another process
 * may have cut it before: what it holds is measured anew.
 * @returns what is left; null for nothing
 */
export async function cutStretch(
  on: Queryable,
  log: LogRows,
  frontEnd: readonly string[],
  { start, believed, before, excess }: Cut,
): Promise<StretchOfLog | null> {
  const { rows } = await on.query<{ bytes: bigint | string | null; from: Date | null }>(cutOf(log.table), [
    ...[start, start + stretch, frontEnd, log.server, log.kind, log.frontEnd],
    ...[before, excess === null ? null : Math.ceil(excess), Math.round(believed.bytes)],
  ])
  const [left] = rows
  return left?.from ? { bytes: Number(left.bytes), from: left.from } : null
}

const cutOf = (table: LogTable) => `
  with "held" as materialized (
    select "id", "at", (${logBytes[table]})::bigint as "bytes" from "${table}"
    where "id" >= $1 and "id" < $2 and lower("server") = lower($4)
      and ${kindOf(table)} is not distinct from $5::text and ${frontEndOf(table)} = $6
  ), "summed" as (
    select *, sum("bytes") over (order by "id") as "running", sum("bytes") over () as "whole" from "held"
  ), "gone" as (
    delete from "${table}" where "id" in (
      select "id" from "summed" where "at" < $7::timestamptz
        or "running" - "bytes" < $8::bigint - ($9::bigint - "whole"))
    returning "id"
  )
  select sum("bytes") as "bytes", min("at") as "from" from "held" where "id" not in (select "id" from "gone")`
