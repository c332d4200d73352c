import type { Key } from './line-keys'

/** What a shell waits for: a key, or something that the page asks of it. */
export type Input<T> = Key | T

/** Keys in the order in which they were pressed; those that nobody waits for yet are kept. */
export interface KeyQueue<T> {
  push(input: Input<T>): void
  next(): Promise<Input<T>>
  /** Forgets what was typed ahead. */
  clear(): void
}

const mostAhead = 1000

export function keyQueue<T>(): KeyQueue<T> {
  let waiting: ((input: Input<T>) => void) | null = null
  let ahead: Input<T>[] = []
  return {
    push(input) {
      if (waiting) {
        const take = waiting
        waiting = null
        take(input)
      } else if (ahead.length < mostAhead) ahead.push(input)
    },
    next() {
      const first = ahead.shift()
      if (first !== undefined) return Promise.resolve(first)
      return new Promise((resolve) => {
        waiting = resolve
      })
    },
    clear() {
      ahead = []
    },
  }
}
