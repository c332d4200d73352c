import type { Queryable } from './pool'

/** What whoever puts something into a queue tells those who work on queues. */
export const queued = 'mail_queued'

/**
 * Tells every transport process to look at its queues. Not within a busy transaction: PostgreSQL lets those that
 * notify commit one after another. Whoever misses it looks by itself within a second.
 */
export async function wakeTransport(on: Queryable): Promise<void> {
  await on.query('select pg_notify($1, $2)', [queued, ''])
}
