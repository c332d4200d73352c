/** Characters of a run's output that are kept. */
export const mostKept = 1_000_000

/** What a run wrote, as it is kept: the first million characters. */
export class Transcript {
  readonly #parts: string[] = []
  #size = 0
  #cut = false

  add(text: string): void {
    const room = mostKept - this.#size
    if (text.length > room) this.#cut = true
    if (room <= 0) return
    const taken = text.slice(0, room)
    this.#parts.push(taken)
    this.#size += taken.length
  }

  /** @param cover hides what nobody may read */
  text(cover: (text: string) => string): string {
    const note = this.#cut
      ? '\n[The output was longer. What is kept here are its first 1,000,000 characters.]\n'
      : ''
    return cover(this.#parts.join('')) + note
  }
}
