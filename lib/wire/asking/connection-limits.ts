import type { NoAnswer } from '@/lib/network'

export interface ConnectionLimits {
  /** Waits for its turn; gives what ends it, or why there is none. */
  turn(): Promise<(() => void) | NoAnswer>
}

const minute = 60_000

/**
 * So many connections at once, the others wait; so many begin within a minute, the others are refused. `now` is in
 * milliseconds.
 */
export function connectionLimits({
  what = 'Live checks make',
  atOnce,
  aMinute,
  now = () => performance.now(),
}: {
  /** The beginning of the refusal. */
  readonly what?: string
  readonly atOnce: number
  readonly aMinute: number
  readonly now?: () => number
}): ConnectionLimits {
  let begun: number[] = []
  let open = 0
  const waiting: (() => void)[] = []
  const end = () => {
    const next = waiting.shift()
    if (next) next()
    else open--
  }
  return {
    async turn() {
      begun = begun.filter((time) => now() - time < minute)
      if (begun.length >= aMinute)
        return {
          kind: 'forbidden',
          reason: `${what} at most ${aMinute} connections a minute. Wait a minute, then try again.`,
        }
      begun.push(now())
      if (open < atOnce) open++
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return end
    },
  }
}
