import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { carryOut } from '@/lib/runbooks/run'
import { database } from './db'
import { runKeeper } from './run-keeper'

/** The first key of our advisory locks; the second is the run. PostgreSQL frees them when the process dies. */
const runLocks = 0x52554e
const atOnce = 8

/**
 * Carries out the runs that wait. Which process works on a run is decided by an advisory lock on a connection
 * that this worker keeps open: a killed process loses it at once, and the next one goes on from there.
 */
class RunWorker {
  /** One connection that stays open, and one statement at a time on it. When it is lost, the next statement connects anew. */
  readonly #locks = new pg.Pool({
    connectionString: process.env.DATABASE_URL ?? '',
    max: 1,
    idleTimeoutMillis: 0,
  }).on('error', () => {})
  readonly #busy = new Map<string, Promise<void>>()
  readonly #stop = new AbortController()
  readonly #paceMs = Number(process.env.RUN_PACE_MS ?? 0)

  /** Looks for runs to do, and starts as many as may run at once. Call it after adding one, and at start-up. */
  async wake(): Promise<void> {
    await this.#look().catch((thrown) => console.error('runs cannot be looked for:', thrown))
  }

  async #look(): Promise<void> {
    if (this.#stop.signal.aborted) return
    const runs = await database().run.findMany({
      where: { state: { in: ['waiting', 'running'] }, id: { notIn: [...this.#busy.keys()] } },
      select: { id: true, actor: true, source: true, undoOf: true },
      orderBy: { createdAt: 'asc' },
      take: atOnce,
    })
    for (const run of runs) if (this.#busy.size < atOnce && !this.#busy.has(run.id)) this.#start(run)
  }

  #start(run: Parameters<typeof runKeeper>[1]): void {
    const work = this.#carryOut(run)
      .catch((thrown) => {
        console.error(`run ${run.id} stopped:`, thrown)
        return false
      })
      .then((mine) => {
        this.#busy.delete(run.id)
        if (mine) void this.wake()
      })
    this.#busy.set(run.id, work)
  }

  /** False: another process works on it. */
  async #carryOut(run: Parameters<typeof runKeeper>[1]): Promise<boolean> {
    const { rows } = await this.#locks.query('select pg_try_advisory_lock($1, hashtext($2)) as mine', [
      runLocks,
      run.id,
    ])
    if (!rows[0].mine) return false
    try {
      const pause = async () => void (this.#paceMs > 0 && (await sleep(this.#paceMs)))
      await carryOut(runKeeper(database(), run), this.#stop.signal, pause)
      return true
    } finally {
      const mine = [runLocks, run.id]
      await this.#locks.query('select pg_advisory_unlock($1, hashtext($2))', mine).catch(() => {})
    }
  }

  /** Ends after the step that each run is at; the runs wait for the next start. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled(this.#busy.values())
    if (!this.#locks.ending) await this.#locks.end()
  }

  /** Resolves when nothing runs here any more: for tests and benchmarks. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.allSettled(this.#busy.values())
  }
}

const shared = globalThis as { essentialsWorker?: RunWorker }

/** One worker a process. */
export function runWorker(): RunWorker {
  shared.essentialsWorker ??= new RunWorker()
  return shared.essentialsWorker
}
