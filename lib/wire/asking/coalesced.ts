import { setImmediate } from 'node:timers/promises'

/**
 * At most one `work` runs and one waits. A caller never gets the result of one that had begun before it asked, since
 * that one may have missed what was committed in between; all who ask meanwhile share the one that waits.
 */
export function coalesced<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let waiting: Promise<T> | null = null
  const next = async (before: Promise<unknown>) => {
    await before.catch(() => {})
    // Those who ask in the same turn of the event loop come along.
    await setImmediate()
    waiting = null
    return work()
  }
  return () => {
    if (!waiting) {
      waiting = next(running)
      running = waiting
    }
    return waiting
  }
}
