import type { ResolverCache, Vantage } from '@/lib/network'
import { type AnswerCache, answerCache } from './answer-cache'

export type SaveCache = (whose: Vantage, cache: ResolverCache) => Promise<void>

/** A resolver's memory, and the copy of it that outlives the process. */
export interface CacheKeeper {
  readonly cache: AnswerCache
  /** Takes over what is stored when it was cleared since, or when nothing is remembered yet. */
  settle(stored: ResolverCache | null): void
  /** What is stored counts at the next settling. */
  forget(): void
  /** Resolves when what was learnt is written. */
  saved(): Promise<void>
}

/** One write at a time, each with all that is known by then. */
export function keepCache(
  whose: Vantage,
  { now, save, log }: { now: () => Date; save: SaveCache; log: (line: string) => void },
): CacheKeeper {
  let generation: number | null = null
  let [unsaved, saving]: [boolean, Promise<void> | null] = [false, null]
  const cache = answerCache(now, () => {
    unsaved = true
    saving ??= writeAll()
  })
  async function writeAll(): Promise<void> {
    await Promise.resolve()
    while (unsaved) {
      unsaved = false
      await save(whose, { entries: cache.entries(), generation: generation ?? 0 }).catch((error: unknown) =>
        log(`The ${whose} resolver's answers could not be kept: ${String(error)}`),
      )
    }
    saving = null
  }
  return {
    cache,
    settle(stored) {
      const theirs = stored?.generation ?? 0
      if (generation === theirs) return
      generation = theirs
      cache.replace(stored?.entries ?? {})
    },
    forget() {
      generation = null
    },
    saved: async () => saving ?? undefined,
  }
}
