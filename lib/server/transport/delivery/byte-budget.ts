/** Bytes that may be in memory at once, shared by all who ask; whoever finds too few waits for the next to give back. */
export class ByteBudget {
  readonly #total: number
  #left: number
  readonly #waiting: (() => void)[] = []

  constructor(total: number) {
    this.#total = total
    this.#left = total
  }

  /** Runs the work while it holds so many bytes; what is larger than all of them holds all. */
  async holding<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const mine = Math.min(bytes, this.#total)
    while (this.#left < mine) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#left -= mine
    try {
      return await work()
    } finally {
      this.#left += mine
      for (const again of this.#waiting.splice(0)) again()
    }
  }
}
