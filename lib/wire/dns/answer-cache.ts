import { type CachedAnswer, type CacheEntries, cacheKey } from '@/lib/network'
import type { AskedType } from './asked-type'
import type { Ask } from './follow'
import type { Step } from './zone-index'

/** How many answers a resolver remembers. */
export const mostEntries = 2000

interface Kept {
  readonly answer: CachedAnswer
  /** Milliseconds since 1970, on the site's clock. */
  readonly expires: number
}

/** A resolver's memory: what it was told, until its time has run out. */
export interface AnswerCache {
  find(name: string, type: AskedType): Step | null
  keep(name: string, type: AskedType, step: Step): void
  entries(): CacheEntries
  replace(entries: CacheEntries): void
}

function ttlOf({ records, soa }: Step): number {
  return records.length > 0 ? Math.min(...records.map(({ ttl }) => ttl)) : (soa?.ttl ?? 0)
}

/** With the seconds that are left of its time. */
function remembered({ answer, expires }: Kept, now: number): Step {
  const ttl = Math.ceil((expires - now) / 1000)
  const { status, records, soa = null, wildcard } = answer
  return {
    status,
    records: records.map((record) => ({ ...record, ttl })),
    soa: soa && { ...soa, ttl },
    wildcard,
    authoritative: false,
  }
}

/** The newest tenth of the room is made by forgetting what would be forgotten first. */
function makeRoom(kept: Map<string, Kept>): void {
  const soonest = [...kept].sort(([, one], [, other]) => one.expires - other.expires)
  for (const [key] of soonest.slice(0, mostEntries / 10)) kept.delete(key)
}

export function answerCache(now: () => Date, changed: () => void = () => undefined): AnswerCache {
  const kept = new Map<string, Kept>()
  return {
    find(name, type) {
      const time = now().getTime()
      for (const kind of ['*', type, 'CNAME']) {
        const one = kept.get(cacheKey(name, kind))
        // "There is no alias" says nothing of the other types.
        const fits = kind !== 'CNAME' || type === 'CNAME' || one?.answer.records.length !== 0
        if (one && fits && one.expires > time) return remembered(one, time)
      }
      return null
    },
    keep(name, type, step) {
      const ttl = ttlOf(step)
      if (ttl <= 0) return
      if (kept.size >= mostEntries) makeRoom(kept)
      const expires = now().getTime() + ttl * 1000
      const { status, records, soa, wildcard } = step
      const answer = {
        status,
        records,
        ...(soa && { soa }),
        wildcard,
        expires: new Date(expires).toISOString(),
      }
      // "No such name" holds for every type (RFC 2308 §5).
      const kind = status === 'NXDOMAIN' ? '*' : (records[0]?.type ?? type)
      kept.set(cacheKey(name, kind), { answer, expires })
      changed()
    },
    entries() {
      const time = now().getTime()
      const alive = [...kept].filter(([, { expires }]) => expires > time)
      return Object.fromEntries(alive.map(([key, { answer }]) => [key, answer]))
    },
    replace(entries) {
      kept.clear()
      for (const [key, answer] of Object.entries(entries).slice(0, mostEntries))
        kept.set(key, { answer, expires: Date.parse(answer.expires) })
    },
  }
}

/** Asks `upstream` once and gives the same answer until its TTL has run out, changes or not (RFC 1034 §5.3.3). */
export function caching(cache: AnswerCache, upstream: Ask): Ask {
  return (name, type) => {
    const known = cache.find(name, type)
    if (known) return known
    const step = upstream(name, type)
    if (!step) return null
    cache.keep(name, type, step)
    return { ...step, authoritative: false }
  }
}
