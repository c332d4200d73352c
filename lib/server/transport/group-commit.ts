interface Waiting<T, R> {
  readonly value: T
  readonly resolve: (result: R) => void
  readonly reject: (thrown: unknown) => void
}

/**
 * Writes what comes in while a write is under way with the next one: under load one commit serves many, and a single
 * caller waits for nobody. There is never a second write beside the first: each would have half of what comes. Each
 * caller's promise settles when its own batch has been written.
 * @param write gives one result for each value, in order
 * @param size what a value counts towards `limit`; a value larger than the limit goes alone
 */
export function groupCommit<T, R>(
  write: (batch: readonly T[]) => Promise<readonly R[]>,
  { limit, size = () => 1 }: { limit: number; size?: (value: T) => number },
): (value: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let busy = false

  const nextBatch = () => {
    let sum = 0
    const count = waiting.findIndex(({ value }, at) => {
      sum += size(value)
      return sum > limit && at > 0
    })
    return waiting.splice(0, count < 0 ? waiting.length : count)
  }

  const work = async () => {
    busy = true
    while (waiting.length > 0) {
      const batch = nextBatch()
      try {
        const results = await write(batch.map(({ value }) => value))
        for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R)
      } catch (thrown) {
        for (const { reject } of batch) reject(thrown)
      }
    }
    busy = false
  }

  return (value) =>
    new Promise((resolve, reject) => {
      waiting.push({ value, resolve, reject })
      // Those of this turn of the event loop come together.
      if (!busy) setImmediate(() => !busy && waiting.length > 0 && void work())
    })
}
