/** Who asks: a stranger on the Internet, or a PC in the office. */
export type Vantage = 'internet' | 'inside'

export type RecordType = 'A' | 'AAAA' | 'MX' | 'TXT' | 'SRV' | 'CNAME' | 'NS' | 'SOA' | 'PTR'

/** One record of an answer, its data as a zone file writes it: `0 mail.contoso.com.` */
export interface AnswerRecord {
  readonly name: string
  readonly type: RecordType
  readonly ttl: number
  readonly data: string
}

export interface Answer {
  /** NXDOMAIN: no such name. NOERROR with no records: the name exists, not with this type. */
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'TIMEOUT'
  /** CNAMEs that were followed come first. */
  readonly records: readonly AnswerRecord[]
  /** Where the answer came from: a resolver's cache tells for how many more seconds it will keep it. */
  readonly server: string
  readonly cachedForSeconds: number | null
  readonly wildcard: boolean
}

/** What a connection met. */
export type Met =
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout'; readonly reason: string }
  | {
      readonly kind: 'answered'
      /** The computer that answered. */
      readonly server: string
      readonly address: string
      readonly port: number
      /** The greeting of a protocol that speaks first: SMTP, POP3, IMAP. */
      readonly banner: string | null
      readonly certificate: {
        readonly names: readonly string[]
        readonly notAfter: string
        readonly issuer: string
      } | null
    }

/**
 * The one door to the network. Today it answers from the simulated site's tables; the wire and the real site
 * come in through the same door.
 */
export interface Network {
  lookup(name: string, type: RecordType, from: Vantage): Promise<Answer>
  /** Asks the domain's own name servers, past every cache. */
  authoritative(name: string, type: RecordType): Promise<Answer>
  /** Connects; `serverName` is what TLS (SNI) and HTTP (Host) say. */
  connect(address: string, port: number, from: Vantage, serverName?: string): Promise<Met>
}
