/** A first attempt is believed to be a real server's when it comes back after so long, on the site's clock. */
const patienceMs = 5 * 60_000
/** Triples that are remembered; the oldest are forgotten. */
const most = 10_000

/** Who came when, by address, sender and recipient (RFC 6647 §2.1). A memory: another process begins anew. */
export class Greylist {
  readonly #seen = new Map<string, number>()

  /** @returns whether this one has waited long enough */
  passes(address: string, sender: string, recipient: string, now: Date): boolean {
    const key = [address, sender, recipient].join('\n').toLowerCase()
    const first = this.#seen.get(key)
    if (first !== undefined) return now.getTime() - first >= patienceMs
    const [oldest] = this.#seen.keys()
    if (this.#seen.size >= most && oldest !== undefined) this.#seen.delete(oldest)
    this.#seen.set(key, now.getTime())
    return false
  }
}
