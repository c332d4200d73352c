import pg from 'pg'
import type { Queryable } from '../pool'

const key = `hashtextextended('back pressure', 15005)`

/** Whether nobody else measures the queues; it is so until the transaction ends. */
export async function mayMeasure(on: Queryable): Promise<boolean> {
  const { rows } = await on.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${key}) as "mine"`)
  return rows[0]?.mine === true
}

/**
 * The lock of the transport process that measures the queues for all: an advisory lock on a connection of its own, so
 * that another takes over when it dies.
 */
export class MeasuringLock {
  #client: pg.Client | null = null

  get isHeld(): boolean {
    return this.#client !== null
  }

  /** Takes it when it is free. */
  async take(pool: pg.Pool): Promise<void> {
    if (this.#client || !(await mayMeasure(pool))) return
    const { connectionString } = pool.options
    const client = new pg.Client({ connectionString, application_name: 'transport measures' })
    client.on('error', () => undefined)
    client.once('end', () => {
      if (this.#client === client) this.#client = null
    })
    try {
      await client.connect()
      const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${key}) as "mine"`)
      if (rows[0]?.mine) this.#client = client
    } finally {
      if (this.#client !== client) await client.end().catch(() => undefined)
    }
  }

  async end(): Promise<void> {
    const client = this.#client
    this.#client = null
    await client?.end().catch(() => undefined)
  }
}
