import type { ConsoleEvent } from '@/lib/runbooks/console'

/** Characters that wait for the browser before the script waits for it, too. */
const plenty = 256 * 1024
/** A single statement may write much between two waits; more than this is not kept for a browser that does not read. */
const tooMuch = 32 * 1024 * 1024
const chunk = 64 * 1024

/** A run's events on their way to the browser: one JSON line each, as fast as it reads them. */
export class EventStream {
  #lines: string[] = []
  #size = 0
  #ended = false
  readonly #waiting = new Set<() => void>()

  /** Characters that the browser has not read yet. */
  get unread(): number {
    return this.#size
  }

  /** False when too much waits already: the event is dropped. */
  push(event: ConsoleEvent): boolean {
    if (this.#ended || (this.#size > tooMuch && event.kind !== 'end')) return false
    const line = `${JSON.stringify(event)}\n`
    this.#lines.push(line)
    this.#size += line.length
    this.#changed()
    return true
  }

  /** Resolves when the browser has read most of what was written; null when nothing has to wait. */
  ready(): Promise<void> | null {
    return this.#size > plenty && !this.#ended ? this.#until(() => this.#size <= plenty || this.#ended) : null
  }

  /** Nothing comes any more. */
  end(): void {
    this.#ended = true
    this.#changed()
  }

  /**
   * @param gone called when the browser leaves before the end
   * @param first goes out at once, and the head of the answer with it
   */
  body(gone: () => void, first = ''): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (first) controller.enqueue(encoder.encode(first))
        },
        pull: async (controller) => {
          await this.#until(() => this.#lines.length > 0 || this.#ended)
          const text = this.#take()
          if (text === '') controller.close()
          else controller.enqueue(encoder.encode(text))
        },
        cancel: () => {
          this.end()
          gone()
        },
      },
      { highWaterMark: 0 },
    )
  }

  #take(): string {
    let [count, size] = [0, 0]
    while (count < this.#lines.length && size < chunk) size += this.#lines[count++]?.length ?? 0
    this.#size -= size
    const text = this.#lines.splice(0, count).join('')
    this.#changed()
    return text
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look()
  }

  #until(met: () => boolean): Promise<void> {
    if (met()) return Promise.resolve()
    return new Promise((resolve) => {
      const look = () => {
        if (!met()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
    })
  }
}
