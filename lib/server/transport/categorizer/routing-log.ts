import type { RoutingTable } from '@/lib/exchange'
import { type Queryable, transact } from '../pool'
import type { Transport, Worker } from '../worker'
import { knownRouting } from './known-routing'
import { resubmitUnreachable } from './resubmit-unreachable'

/** Why a routing table was written down. */
export type RoutingTrigger = 'Startup' | 'ConfigChange' | 'Periodic'

/** At the latest after this time the table is written down again, whether it changed or not. */
const periodMs = 3_600_000

/** What this process wrote down last, by server. */
interface Noted {
  readonly text: string
  readonly at: Date
}

const notedBy = new WeakMap<Transport, Map<string, Noted>>()

/**
 * Writes down the routing table of each server: when the transport starts, when it changes, and every hour. A change is
 * a new chance for what could not be routed before.
 */
export const routingLog: Worker = {
  name: 'routing log',
  unhurried: true,
  async work(transport) {
    const noted = notedBy.get(transport) ?? new Map<string, Noted>()
    notedBy.set(transport, noted)
    const { servers } = await knownRouting(transport.site())
    for (const server of noted.keys()) if (!servers.has(server)) noted.delete(server)
    for (const { table } of servers.values()) await noteTable(transport, table, noted)
    return new Date(transport.now().getTime() + periodMs)
  },
}

async function noteTable(
  transport: Transport,
  table: RoutingTable,
  noted: Map<string, Noted>,
): Promise<void> {
  const [last, text, at] = [noted.get(table.server), JSON.stringify(table), transport.now()]
  if (last?.text === text && at.getTime() - last.at.getTime() < periodMs) return
  await transact(transport.pool, (on) => keep(on, table, at, last === undefined))
  // Another process may have been first to write it down; what this one could not route waits here all the same.
  if (last?.text !== text) await resubmitUnreachable(transport, table.server)
  noted.set(table.server, { text, at })
}

/** Several processes see one change: the first writes it down. */
async function keep(on: Queryable, table: RoutingTable, at: Date, starts: boolean): Promise<void> {
  await on.query('select pg_advisory_xact_lock(hashtextextended($1, 2822))', [table.server])
  const { rows } = await on.query<{ same: boolean; recent: boolean }>(lastOne, [
    table.server,
    JSON.stringify(table),
    new Date(at.getTime() - periodMs),
  ])
  const [last] = rows
  const trigger: RoutingTrigger = starts ? 'Startup' : last?.same === false ? 'ConfigChange' : 'Periodic'
  const again = last?.same === true && last.recent && !starts
  if (!again) await on.query(insert, [at, table.server, trigger, JSON.stringify(table)])
}

const lastOne = `
  select "table" = $2::jsonb as "same", "at" > $3 as "recent" from "RoutingSnapshot"
  where "server" = $1 order by "at" desc, "id" desc limit 1`

const insert = `
  insert into "RoutingSnapshot" ("at", "server", "trigger", "table") values ($1, $2, $3, $4::jsonb)`
