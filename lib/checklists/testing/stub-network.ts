import type { Answer, Met, Network, NoAnswer, RecordType, SpfOutcome } from '@/lib/network'

/** Records by `name TYPE`: `{ 'mail.contoso.com A': ['203.0.113.25'] }`. An alias stands under its own type. */
export type Records = Readonly<Record<string, readonly string[]>>

interface Stub {
  readonly truth: Records
  /** What resolvers keep of earlier, and for how long. */
  readonly old?: { readonly records: Records; readonly seconds: number }
  /** Names that only a wildcard answers for. */
  readonly wildcards?: readonly string[]
  readonly met?: Met
  /** What SPF says of the site's address; a pass when left out. */
  readonly spf?: Partial<SpfOutcome>
}

function answer(records: Records, name: string, type: RecordType, wildcard: boolean): Answer {
  const alias = type === 'CNAME' ? undefined : records[`${name} CNAME`]?.[0]
  const rest = alias ? answer(records, alias.replace(/\.$/, ''), type, false).records : []
  const own = (records[`${name} ${type}`] ?? []).map((data) => ({ name, type, ttl: 3600, data }))
  const found = alias ? [{ name, type: 'CNAME' as const, ttl: 3600, data: alias }, ...rest] : own
  const exists = Object.keys(records).some((key) => key.startsWith(`${name} `))
  return {
    status: exists ? 'NOERROR' : 'NXDOMAIN',
    records: found,
    server: 'ns1.registrar.example',
    cachedForSeconds: null,
    wildcard,
  }
}

const silent: NoAnswer = { kind: 'timeout', reason: 'No answer within 2 seconds.' }

const passes: SpfOutcome = {
  result: 'pass',
  reason: '',
  lookups: 2,
  voidLookups: 0,
  record: null,
  includes: [],
}

/** A network that answers as it is told. */
export function stubNetwork({ truth, old, wildcards = [], met, spf }: Stub): Network {
  const isWildcard = (name: string) => wildcards.includes(name)
  return {
    async authoritative(name, type) {
      return answer(truth, name, type, isWildcard(name))
    },
    async lookup(name, type) {
      return old
        ? { ...answer(old.records, name, type, false), cachedForSeconds: old.seconds }
        : answer(truth, name, type, isWildcard(name))
    },
    async connect() {
      return met ?? silent
    },
    async request() {
      return silent
    },
    async converse() {
      return silent
    },
    async send() {
      return silent
    },
    async spf() {
      return { ...passes, ...spf }
    },
  }
}
