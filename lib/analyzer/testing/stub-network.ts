import type { Answer, MetCertificate, Network, RecordType, SpfOutcome, Vantage } from '@/lib/network'

/** Records by `name TYPE`: `{ 'mail.contoso.com A': ['203.0.113.25'] }`. */
export type Records = Readonly<Record<string, readonly string[]>>

export interface WebPage {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What listens at an address and port. */
export interface Place {
  readonly server?: string
  readonly greeting?: string
  /** The reply to a line; 250 where it gives none. */
  readonly replies?: (line: string) => string | null
  readonly certificate?: (serverName: string) => MetCertificate
  readonly page?: (url: URL, method: string, signedIn: boolean) => WebPage
}

/** A world in a few tables. An address and port that is not in them stays silent. */
export interface Stub {
  readonly names: Readonly<Record<Vantage, Records>>
  /** What the domain's own servers say, where it differs from what resolvers still give. */
  readonly truth?: Records
  readonly wildcards?: readonly string[]
  /** Name servers by address that are not the resolver of the vantage; null: silent. */
  readonly servers?: Readonly<Record<string, Records | null>>
  readonly places: Readonly<Record<Vantage, Readonly<Record<string, Place | 'refused'>>>>
  readonly spf?: Partial<SpfOutcome>
}

function answerFrom(records: Records | null, name: string, type: RecordType, server: string): Answer {
  const found = records?.[`${name} ${type}`] ?? []
  const exists = Object.keys(records ?? {}).some((key) => key.startsWith(`${name} `))
  return {
    status: records === null ? 'TIMEOUT' : exists ? 'NOERROR' : 'NXDOMAIN',
    records: found.map((data) => ({ name, type, ttl: 3600, data })),
    server,
    cachedForSeconds: 3600,
    wildcard: false,
  }
}

const silence = { kind: 'timeout', reason: 'No answer within 2 seconds.' } as const

/** A network that answers as the tables say. */
export function stubNetwork(stub: Stub): Network {
  const placeAt = (address: string, port: number, from: Vantage) => stub.places[from][`${address}:${port}`]
  const lookup: Network['lookup'] = async (name, type, from, via) => {
    const asked = via === undefined ? undefined : stub.servers?.[via]
    const records = asked === undefined ? stub.names[from] : asked
    const wildcard = stub.wildcards?.includes(name) ?? false
    return { ...answerFrom(records, name, type, via ?? `resolver, ${from}`), wildcard }
  }
  return {
    lookup,
    async authoritative(name, type) {
      return answerFrom(stub.truth ?? stub.names.internet, name, type, 'ns1.registrar.example')
    },
    async connect(address, port, from, serverName = address) {
      const place = placeAt(address, port, from)
      if (place === undefined) return silence
      if (place === 'refused') return { kind: 'refused' }
      const certificate = place.certificate?.(serverName)
      return {
        kind: 'answered',
        address,
        port,
        server: place.server ?? null,
        banner: place.greeting ?? null,
        tls: certificate ? { ok: true, protocol: 'TLSv1.2', certificate } : null,
        http: null,
      }
    },
    async request({ url, from, address, method = 'GET', headers = {} }) {
      const asked = new URL(url)
      const to = address ?? stub.names[from][`${asked.hostname} A`]?.[0]
      if (!to) return { kind: 'no address', answer: await lookup(asked.hostname, 'A', from) }
      const place = placeAt(to, asked.protocol === 'https:' ? 443 : 80, from)
      if (place === undefined) return silence
      if (place === 'refused') return { kind: 'refused' }
      const page = place.page?.(asked, method, 'authorization' in headers) ?? { status: 404 }
      const certificate = place.certificate?.(asked.hostname) ?? null
      return { kind: 'answered', address: to, headers: {}, body: '', certificate, ...page }
    },
    async send() {
      return silence
    },
    async converse(address, port, from, lines) {
      const place = placeAt(address, port, from)
      if (place === undefined) return silence
      if (place === 'refused') return { kind: 'refused' }
      const tls = place.certificate && lines.includes('STARTTLS') ? place.certificate('') : null
      return {
        kind: 'answered',
        address,
        port,
        greeting: place.greeting ?? '',
        exchanges: lines.map((said) => ({ said, reply: place.replies?.(said) ?? '250 2.0.0 OK' })),
        tls: tls && { ok: true, protocol: 'TLSv1.2', certificate: tls },
        broken: null,
      }
    },
    async spf() {
      return {
        result: 'pass',
        reason: 'The record allows this address.',
        lookups: 2,
        voidLookups: 0,
        record: 'v=spf1 a mx ~all',
        includes: [],
        ...stub.spf,
      }
    },
  }
}
