import type pg from 'pg'
import { type PressureLevel, pressureAfter, pressureEvent, type Site, transportServers } from '@/lib/exchange'
import { type Queryable, transact } from '../pool'
import { writeSiteEvent } from '../site-events'
import type { Transport, Worker } from '../worker'
import { pressureLevels } from './pressure-levels'
import { queueLimit } from './queue-limit'

/** The queues are measured this often, by the clock of this computer, and at most for a twentieth of the time. */
const pauseMs = 5000
const restFactor = 20

/** How hard pressed each transport server is. */
export interface BackPressure {
  /** As it was measured last; measures when that was some seconds ago. */
  level(server: string): Promise<PressureLevel>
}

interface Measured {
  readonly bytes: number
  readonly level: PressureLevel
  readonly next: PressureLevel
}

/**
 * Back pressure: while the queues of a server hold nearly all that they may, mail is refused, from strangers first.
 * Events 15004 and 15005 say when a level begins; the newest of them is the level, for every process.
 */
export function backPressure(
  pool: pg.Pool,
  site: () => Site,
  limit = queueLimit(),
  pause = pauseMs,
): BackPressure {
  let levels: ReadonlyMap<string, PressureLevel> = new Map()
  let due = Number.NEGATIVE_INFINITY
  const measureAll = async () => {
    const began = performance.now()
    due = began + pause
    const now = site().clock.now()
    const servers = (await transportServers(site())).map(({ name }) => name)
    levels = await settle(pool, servers, limit, now)
    due = Math.max(due, performance.now() + (pause && restFactor * (performance.now() - began)))
  }
  return {
    async level(server) {
      if (performance.now() >= due) await measureAll()
      return levels.get(server) ?? 'Normal'
    },
  }
}

const known = new WeakMap<Transport, BackPressure>()

/** That of a transport process. */
export function pressureOf(transport: Transport): BackPressure {
  const kept = known.get(transport) ?? backPressure(transport.pool, transport.site)
  known.set(transport, kept)
  return kept
}

/** Ends pressure that nobody asks about: mail may stop coming before the queues are empty. */
export const pressureWorker: Worker = {
  name: 'back pressure',
  unhurried: true,
  async work(transport) {
    await pressureOf(transport).level('')
    return null
  },
}

/** Writes down what has changed, and gives the levels as they are now. */
async function settle(pool: pg.Pool, servers: readonly string[], limit: number, now: Date) {
  const before = await measure(pool, servers, limit)
  if ([...before.values()].some(({ level, next }) => level !== next))
    await transact(pool, async (on) => {
      await on.query(`select pg_advisory_xact_lock(hashtextextended('back pressure', 15004))`)
      // Another process may have been first.
      for (const [server, found] of await measure(on, servers, limit))
        if (found.level !== found.next) await note(on, server, found, limit, now)
    })
  return new Map([...before].map(([server, { next }]) => [server, next]))
}

async function measure(on: Queryable, servers: readonly string[], limit: number) {
  const levels = await pressureLevels(on, servers)
  const { rows } = await on.query<{ server: string; bytes: bigint | string }>({
    name: 'measure-queues',
    text: bytesByServer,
  })
  return new Map(
    servers.map((server): [string, Measured] => {
      const bytes = Number(rows.find((row) => row.server === server)?.bytes ?? 0)
      const level = levels.get(server) ?? 'Normal'
      return [server, { bytes, level, next: pressureAfter(level, bytes, limit) }]
    }),
  )
}

async function note(
  on: Queryable,
  server: string,
  { bytes, level, next }: Measured,
  limit: number,
  at: Date,
) {
  const event = pressureEvent({ from: level, to: next }, { bytes, limit })
  await writeSiteEvent(on, {
    ...{ at, server, source: 'MSExchangeTransport', category: 'ResourceManager' },
    ...event,
  })
}

/** A message is in a server's database once, in however many of its queues. */
const bytesByServer = `
  select held."server", sum(item."size") as "bytes" from (
    select distinct queue."server", delivery."itemId" from "MailDelivery" as delivery
    join "MailQueue" as queue on queue."id" = delivery."queueId"
  ) as held join "MailItem" as item on item."id" = held."itemId"
  group by held."server"`
