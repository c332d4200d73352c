import type { Noun } from '@/lib/exchange'
import type { AnswerRecord } from './door'

/** What a resolver keeps of one name and type: the records, or that there are none (RFC 2308). */
export interface CachedAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN'
  readonly records: readonly AnswerRecord[]
  /** The SOA that came with "there is none": its TTL says for how long that may be kept. */
  readonly soa?: AnswerRecord
  readonly wildcard: boolean
  /** ISO 8601, on the site's clock: when it is forgotten. */
  readonly expires: string
}

export type CacheEntries = Readonly<Record<string, CachedAnswer>>

/** One object for each resolver: 'internet' (the provider's, outside) and 'inside' (the Essentials server's own). */
export interface ResolverCache {
  /** By `cacheKey`. */
  readonly entries: CacheEntries
  /** Rises by one with each clearing; absent is 0. What a resolver remembers of an earlier one does not count. */
  readonly generation?: number
}

export const resolverCache: Noun<ResolverCache> = {
  class: 'ResolverCache',
  title: 'resolver cache',
  secrets: [],
}

/** "No such name" holds for every type of the name (RFC 2308 §5): it is kept under '*'. */
export function cacheKey(name: string, type: string): string {
  return `${name} ${type}`
}
