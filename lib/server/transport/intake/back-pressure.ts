import type pg from 'pg'
import { type PressureLevel, type Site, transportServers } from '@/lib/exchange'
import { transact } from '../pool'
import type { Transport, Worker } from '../worker'
import { measureQueues } from './measure-queues'
import { MeasuringLock, mayMeasure } from './measuring-lock'
import { pressureLevels } from './pressure-levels'
import { queueLimit } from './queue-limit'

/** The queues are measured this often, by the clock of this computer, and at most for a twentieth of the time. */
const pauseMs = 5000
const restFactor = 20

/** How hard pressed each transport server is. */
export interface BackPressure {
  /** As it was found last; the first to ask waits until it is known, and so do all who ask meanwhile. */
  level(server: string): Promise<PressureLevel>
}

export interface MeasuredPressure extends BackPressure {
  /** Finds the levels when that was some seconds ago; resolves when they are known. */
  measureWhenDue(): Promise<void>
  /** Finds them now, once for all who ask meanwhile. */
  measure(): Promise<void>
}

export interface PressureOptions {
  /** Bytes of mail that the queues of a server may hold. */
  readonly limit?: number
  /** Milliseconds; 0: it is due whenever somebody asks. */
  readonly pause?: number
  readonly lock?: Pick<MeasuringLock, 'isHeld'>
}

/**
 * Back pressure: while the queues of a server hold nearly all that they may, mail is refused, from strangers first.
 * Events 15004 and 15005 say when a level begins; the newest of them is the level, for every process. One process at a
 * time measures; to the others the events are enough.
 */
export function backPressure(
  pool: pg.Pool,
  site: () => Site,
  { limit = queueLimit(), pause = pauseMs, lock }: PressureOptions = {},
): MeasuredPressure {
  let levels: ReadonlyMap<string, PressureLevel> = new Map()
  let due = Number.NEGATIVE_INFINITY
  let known = false
  let looking: Promise<void> | null = null

  const found = async () => {
    const now = site().clock.now()
    const servers = (await transportServers(site())).map(({ name }) => name)
    return transact(pool, async (on) =>
      lock?.isHeld || (await mayMeasure(on))
        ? measureQueues(on, servers, limit, now)
        : pressureLevels(on, servers),
    )
  }
  const look = async () => {
    const began = performance.now()
    due = began + pause
    try {
      levels = await found()
      known = true
    } catch (thrown) {
      known = false
      throw thrown
    }
    due = Math.max(due, performance.now() + (pause && restFactor * (performance.now() - began)))
  }
  const measure = () => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }
  const isDue = () => performance.now() >= due
  return {
    measure,
    measureWhenDue: async () => (isDue() ? measure() : undefined),
    async level(server) {
      // What fails meanwhile is told to whoever asks next.
      if (isDue()) measure().catch(() => undefined)
      if (!known) await looking
      return levels.get(server) ?? 'Normal'
    },
  }
}

interface Measurer {
  readonly pressure: MeasuredPressure
  readonly lock: MeasuringLock
}

const measurers = new WeakMap<Transport, Measurer>()

function measurerOf(transport: Transport): Measurer {
  const found = measurers.get(transport)
  if (found) return found
  const lock = new MeasuringLock()
  const made = { lock, pressure: backPressure(transport.pool, transport.site, { lock }) }
  measurers.set(transport, made)
  return made
}

/** That of a transport process. */
export function pressureOf(transport: Transport): BackPressure {
  return measurerOf(transport).pressure
}

/** Measures for all processes, and ends pressure that nobody asks about: mail may stop before the queues are empty. */
export const pressureWorker: Worker = {
  name: 'back pressure',
  unhurried: true,
  async work(transport) {
    const { lock, pressure } = measurerOf(transport)
    await lock.take(transport.pool)
    await pressure.measureWhenDue()
    return null
  },
  ended: (transport) => measurerOf(transport).lock.end(),
}
