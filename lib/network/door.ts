/** Who asks: a stranger on the Internet, or a PC in the office. */
export type Vantage = 'internet' | 'inside'

export type RecordType = 'A' | 'AAAA' | 'MX' | 'TXT' | 'SRV' | 'CNAME' | 'NS' | 'SOA' | 'PTR'

/**
 * One record of an answer, its data as a zone file writes it: `0 mail.contoso.com.`
 * A TXT record's strings are joined to one text, without quotes, as their readers do (RFC 7208 §3.3).
 */
export interface AnswerRecord {
  readonly name: string
  readonly type: RecordType
  /** Seconds for which whoever gets this answer may still keep it. */
  readonly ttl: number
  readonly data: string
}

export interface Answer {
  /** NXDOMAIN: no such name. NOERROR with no records: the name exists, not with this type. */
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'TIMEOUT'
  /** CNAMEs that were followed come first. */
  readonly records: readonly AnswerRecord[]
  /** The name server that answered. */
  readonly server: string
  /** For how many seconds a resolver goes on giving this answer that it kept; null when it was asked just now. */
  readonly cachedForSeconds: number | null
  /** A record named `*` gave it: the name itself is in no zone. */
  readonly wildcard: boolean
}

/** The certificate that TLS showed. */
export interface ShownCertificate {
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly notAfter: string
  readonly issuer: string
}

/** What a connection met. */
export type Met =
  | { readonly kind: 'refused' }
  /** `reason` is a sentence for people, as far as it can be known. */
  | { readonly kind: 'timeout'; readonly reason: string }
  | {
      readonly kind: 'answered'
      /** The computer that answered. */
      readonly server: string
      readonly address: string
      readonly port: number
      /** The computer whose reverse proxy passed the connection on. */
      readonly via: string | null
      /** The greeting of a protocol that speaks first: SMTP, POP3, IMAP. */
      readonly banner: string | null
      readonly certificate: ShownCertificate | null
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
