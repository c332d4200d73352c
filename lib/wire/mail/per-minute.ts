const minuteMs = 60_000

/** Counts what somebody does in a minute that begins with the first of it. Who came long ago is forgotten. */
export class PerMinute {
  /** In the order in which the minutes began. */
  readonly #minutes = new Map<string, { readonly from: number; count: number }>()
  readonly #most: number

  /** @param most so many are remembered at once; beyond that the oldest minute is forgotten */
  constructor(most = 10_000) {
    this.#most = most
  }

  get size(): number {
    return this.#minutes.size
  }

  /** @returns whether it was still within the limit, and counted */
  take(key: string, limit: number, now: Date): boolean {
    if (limit === Number.POSITIVE_INFINITY) return true
    const at = now.getTime()
    const known = this.#minutes.get(key)
    // A clock that was set back must not keep somebody out.
    if (known && at >= known.from && at < known.from + minuteMs) {
      if (known.count >= limit) return false
      known.count += 1
      return true
    }
    this.#begin(key, at)
    return true
  }

  #begin(key: string, from: number): void {
    this.#minutes.delete(key)
    const [oldest] = this.#minutes.keys()
    if (oldest !== undefined && this.#minutes.size >= this.#most) this.#minutes.delete(oldest)
    this.#minutes.set(key, { from, count: 1 })
  }
}
