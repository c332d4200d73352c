import type { Answer, AnswerRecord, RecordType } from './door'
import { canonicalName } from './names'
import { type CachedAnswer, cacheKey } from './resolver-cache'

/** More aliases than this in a row are taken for a loop. */
const longestChain = 8

/** What is known of one name and type, without following aliases. `ttl`: seconds for which it may be kept. */
export interface Step {
  readonly status: 'NOERROR' | 'NXDOMAIN'
  readonly records: readonly AnswerRecord[]
  readonly wildcard: boolean
  readonly ttl: number
  /** Seconds that a resolver's copy has left; null when the domain's own servers were asked. */
  readonly cachedForSeconds: number | null
}

export type Ask = (name: string, type: RecordType) => Step

/** Follows CNAMEs (RFC 1034 §3.6.2) to the answer; one that leads round in a circle is SERVFAIL. */
export function follow(ask: Ask, asked: string, type: RecordType, server: string): Answer {
  const records: AnswerRecord[] = []
  const copies: number[] = []
  let name = canonicalName(asked)
  let wildcard = false
  for (let length = 0; length < longestChain; length++) {
    const step = ask(name, type)
    records.push(...step.records)
    if (step.cachedForSeconds !== null) copies.push(step.cachedForSeconds)
    wildcard ||= step.wildcard
    const alias = type === 'CNAME' ? undefined : step.records.find((record) => record.type === 'CNAME')
    const cachedForSeconds = copies.length > 0 ? Math.min(...copies) : null
    if (!alias) return { status: step.status, records, server, cachedForSeconds, wildcard }
    name = canonicalName(alias.data)
  }
  return { status: 'SERVFAIL', records: [], server, cachedForSeconds: null, wildcard }
}

/** A resolver's memory: what it was told, until its time has run out. */
export interface Cache {
  readonly entries: Map<string, CachedAnswer>
  /** Called after a new answer was kept. */
  readonly changed: () => void
}

function secondsLeft(entry: CachedAnswer, now: Date): number {
  return Math.ceil((Date.parse(entry.expires) - now.getTime()) / 1000)
}

function fromCache(cache: Cache, name: string, type: RecordType, now: Date): Step | null {
  for (const kind of ['*', type, 'CNAME'] as const) {
    const entry = cache.entries.get(cacheKey(name, kind))
    const left = entry ? secondsLeft(entry, now) : 0
    if (!entry || left <= 0) continue
    const records = entry.records.map((record) => ({ ...record, ttl: left }))
    return { status: entry.status, records, wildcard: entry.wildcard, ttl: left, cachedForSeconds: left }
  }
  return null
}

function keep(cache: Cache, name: string, type: RecordType, step: Step, now: Date): void {
  if (step.ttl <= 0) return
  for (const [key, entry] of cache.entries) if (secondsLeft(entry, now) <= 0) cache.entries.delete(key)
  const kind = step.status === 'NXDOMAIN' ? '*' : (step.records[0]?.type ?? type)
  const { status, records, wildcard } = step
  const expires = new Date(now.getTime() + step.ttl * 1000).toISOString()
  cache.entries.set(cacheKey(name, kind), { status, records, wildcard, expires })
  cache.changed()
}

/** Asks `upstream` once and gives the same answer until its TTL has run out, changes or not (RFC 1034 §5.3.3). */
export function caching(cache: Cache, upstream: Ask, now: () => Date): Ask {
  return (name, type) => {
    const time = now()
    const kept = fromCache(cache, name, type, time)
    if (kept) return kept
    const step = upstream(name, type)
    keep(cache, name, type, step, time)
    return step
  }
}
