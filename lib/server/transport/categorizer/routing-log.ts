import type { RoutingTable } from '@/lib/exchange'
import { type Queryable, transact } from '../pool'
import type { Transport, Worker } from '../worker'
import { type KnownServer, knownRouting } from './known-routing'
import { resubmitUnreachable } from './resubmit-unreachable'

/** Why a routing table was written down. */
export type RoutingTrigger = 'Startup' | 'ConfigChange' | 'Periodic'

/** At the latest after this time the table is written down again, whether it changed or not. */
const periodMs = 3_600_000

/** What this process wrote down last, by server. */
interface Noted {
  readonly text: string
  readonly at: Date
  /** Which start of the service it was. */
  readonly startedAt: Date | null
}

/** Why a server writes: its service has started, with this process or by a command at that time, or runs. */
type Start = 'with the process' | Date | null

const notedBy = new WeakMap<Transport, Map<string, Noted>>()

/**
 * Writes down the routing table of each server: when its service starts, when it changes, and every hour. A start and a
 * change are a new chance for what could not be routed before.
 */
export const routingLog: Worker = {
  name: 'routing log',
  unhurried: true,
  async work(transport) {
    const noted = notedBy.get(transport) ?? new Map<string, Noted>()
    notedBy.set(transport, noted)
    const { servers } = await knownRouting(transport.site())
    for (const server of noted.keys()) if (!servers.has(server)) noted.delete(server)
    for (const server of servers.values()) await noteTable(transport, server, noted)
    return new Date(transport.now().getTime() + periodMs)
  },
}

async function noteTable(
  transport: Transport,
  { table, startedAt }: KnownServer,
  noted: Map<string, Noted>,
): Promise<void> {
  const [last, text, at] = [noted.get(table.server), JSON.stringify(table), transport.now()]
  const start = startOf(last, startedAt)
  const isKnown = start === null && last?.text === text
  if (isKnown && at.getTime() - last.at.getTime() < periodMs) return
  await transact(transport.pool, (on) => keep(on, table, at, start))
  // Another process may have been first to write it down; what this one could not route waits here all the same.
  if (!isKnown) await resubmitUnreachable(transport, table.server)
  noted.set(table.server, { text, at, startedAt })
}

function startOf(last: Noted | undefined, startedAt: Date | null): Start {
  if (last === undefined) return 'with the process'
  return last.startedAt?.getTime() === startedAt?.getTime() ? null : startedAt
}

interface Last {
  readonly same: boolean
  readonly at: Date
  readonly trigger: string
}

/** Several processes see one change, or one start: the first writes it down. */
async function keep(on: Queryable, table: RoutingTable, at: Date, start: Start): Promise<void> {
  await on.query('select pg_advisory_xact_lock(hashtextextended($1, 2822))', [table.server])
  const text = JSON.stringify(table)
  const { rows } = await on.query<Last>(lastOne, [table.server, text])
  const trigger = triggerOf(rows[0], at, start)
  if (trigger) await on.query(insert, [at, table.server, trigger, text])
}

/** @returns null when it has been written down already */
function triggerOf(last: Last | undefined, at: Date, start: Start): RoutingTrigger | null {
  if (start === 'with the process') return 'Startup'
  if (start && !(last?.trigger === 'Startup' && last.at >= start)) return 'Startup'
  if (last?.same === false) return 'ConfigChange'
  return last && at.getTime() - last.at.getTime() < periodMs ? null : 'Periodic'
}

const lastOne = `
  select "table" = $2::jsonb as "same", "at", "trigger" from "RoutingSnapshot" where "server" = $1 order by "at" desc, "id" desc limit 1`

const insert = `
  insert into "RoutingSnapshot" ("at", "server", "trigger", "table") values ($1, $2, $3, $4::jsonb)`
