interface Waiting<T, R> {
  readonly value: T
  readonly resolve: (result: R) => void
  readonly reject: (thrown: unknown) => void
}

/** A write that takes longer waits for a busy disk, or is a large one. */
const slowMs = 4
const most = 2

/**
 * Writes what comes in while a write is under way with the next one: under load one commit serves many, and a single
 * caller waits for nobody. A second write begins beside the first only when that one is slow: else each would have half
 * of what comes. Each caller's promise settles when its own batch has been written.
 * @param write gives one result for each value, in order
 * @param size what a value counts towards `limit`; a value larger than the limit goes alone
 */
export function groupCommit<T, R>(
  write: (batch: readonly T[]) => Promise<readonly R[]>,
  { limit, size = () => 1 }: { limit: number; size?: (value: T) => number },
): (value: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let underWay = 0
  let begun = 0
  /** Whether the write that began last, of those under way, is slow. */
  let slow = false

  const nextBatch = () => {
    let sum = 0
    const count = waiting.findIndex(({ value }, at) => {
      sum += size(value)
      return sum > limit && at > 0
    })
    return waiting.splice(0, count < 0 ? waiting.length : count)
  }

  const next = () => {
    if (waiting.length > 0 && (underWay === 0 || (slow && underWay < most))) void work()
  }

  const work = async () => {
    const batch = nextBatch()
    const turn = ++begun
    underWay += 1
    slow = false
    const timer = setTimeout(() => {
      slow = true
      next()
    }, slowMs)
    try {
      const results = await write(batch.map(({ value }) => value))
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R)
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown)
    }
    clearTimeout(timer)
    underWay -= 1
    // What is still under way then is the older one, which was slow already.
    if (turn === begun) slow = underWay > 0
    next()
  }

  return (value) =>
    new Promise((resolve, reject) => {
      waiting.push({ value, resolve, reject })
      // Those of this turn of the event loop come together.
      setImmediate(next)
    })
}
