/** Tells of an outage twice, however many it hits: when it begins, and how often something failed when it has ended. */
export class Outage {
  readonly #log: (line: string) => void
  #failures = 0

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  failed(what: string, thrown: unknown): void {
    if (this.#failures === 0)
      this.#log(`${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    this.#failures += 1
  }

  worked(): void {
    if (this.#failures === 0) return
    const times = this.#failures === 1 ? 'once' : `${this.#failures.toLocaleString('en-US')} times`
    this.#log(`The database of the queues answers again; meanwhile it failed ${times}.`)
    this.#failures = 0
  }
}
