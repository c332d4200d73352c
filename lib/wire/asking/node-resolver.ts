import { Resolver } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import type { Answer, RecordType } from '@/lib/network'
import type { Place } from './reach'

/** What node's own resolver (c-ares) found: it asks again, goes over to TCP, and believes no stranger's answer. */
export interface Resolved {
  readonly status: Answer['status']
  /** As a zone file writes it, without what led there. */
  readonly data: readonly string[]
}

type Asks = Readonly<Record<RecordType, (resolver: Resolver, name: string) => Promise<readonly string[]>>>

const asks: Asks = {
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  CNAME: async (resolver, name) => (await resolver.resolveCname(name)).map((target) => `${target}.`),
  NS: async (resolver, name) => (await resolver.resolveNs(name)).map((target) => `${target}.`),
  PTR: async (resolver, name) => (await resolver.resolvePtr(name)).map((target) => `${target}.`),
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((strings) => strings.join('')),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange}.`),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map(
      ({ priority, weight, port, name: target }) => `${priority} ${weight} ${port} ${target}.`,
    ),
  SOA: async (resolver, name) => {
    const { nsname, hostmaster, serial, refresh, retry, expire, minttl } = await resolver.resolveSoa(name)
    return [`${nsname}. ${hostmaster}. ${serial} ${refresh} ${retry} ${expire} ${minttl}`]
  },
}

const statuses: Readonly<Record<string, Answer['status']>> = {
  ENOTFOUND: 'NXDOMAIN',
  ENODATA: 'NOERROR',
  EREFUSED: 'REFUSED',
  ETIMEOUT: 'TIMEOUT',
  ECONNREFUSED: 'TIMEOUT',
  ECANCELLED: 'TIMEOUT',
}

/** Asks the name server at that place. c-ares doubles its patience at the second try, hence the third. */
export async function resolveAt(
  { host, port }: Place,
  name: string,
  type: RecordType,
  timeoutMs: number,
): Promise<Resolved> {
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 3), tries: 2 })
  const timer = setTimeout(() => resolver.cancel(), timeoutMs)
  try {
    resolver.setServers([isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`])
    return { status: 'NOERROR', data: await asks[type](resolver, name) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { status: statuses[code] ?? 'SERVFAIL', data: [] }
  } finally {
    clearTimeout(timer)
  }
}
