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
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT'
  /** CNAMEs that were followed come first. */
  readonly records: readonly AnswerRecord[]
  /** The name server that answered, by name where it is known, else by address. */
  readonly server: string
  /**
   * For how many seconds those who ask this resolver go on getting this answer: the TTL that it told, and for "there
   * is none" that of the SOA it came with (RFC 2308 §5). Null from the domain's own servers, who know the newest.
   */
  readonly cachedForSeconds: number | null
  /** A record named `*` gave it: any name below this one, which nobody made, gets the same (RFC 4592). */
  readonly wildcard: boolean
}

/** The certificate that TLS showed. */
export interface ShownCertificate {
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly notAfter: string
  readonly issuer: string
}

/** A certificate as somebody met it, with what a client thinks of who issued it. */
export interface MetCertificate extends ShownCertificate {
  readonly subject: string
  /** ISO 8601. */
  readonly notBefore: string
  readonly selfSigned: boolean
  /** Whether its chain leads to a root that computers trust; names and dates are not looked at. */
  readonly trusted: boolean
  /** PEM of what was shown, the server's own first. */
  readonly chain: readonly string[]
}

/** Why there was no answer. `reason` is a sentence for people, as far as the asker can know it. */
export type NoAnswer =
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout'; readonly reason: string }
  /** No route, or one's own side does not let it out. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Live mode connects to the site's own, confirmed names and addresses, and to nothing else. */
  | { readonly kind: 'forbidden'; readonly reason: string }

/** What a connection met. */
export type Met =
  | NoAnswer
  | {
      readonly kind: 'answered'
      readonly address: string
      readonly port: number
      /** The computer, as far as it tells its name: in an SMTP greeting, in Exchange's X-FEServer. */
      readonly server: string | null
      /** The greeting of a protocol that speaks first: SMTP, POP3, IMAP. Null: it stayed silent, or speaks second. */
      readonly banner: string | null
      /** Null where no TLS was spoken; `problem` when the handshake failed. */
      readonly tls: TlsMet | null
      /** The answer to GET / at ports 80 and 443. */
      readonly http: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null
    }

export type TlsMet =
  | { readonly ok: true; readonly protocol: string; readonly certificate: MetCertificate }
  | { readonly ok: false; readonly problem: string }

export interface WebRequest {
  /** https://mail.contoso.com/owa/; its host is what TLS (SNI) and HTTP (Host) say. */
  readonly url: string
  readonly from: Vantage
  /** Where to connect; looked up from the same vantage when left out. */
  readonly address?: string
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'OPTIONS'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Redirections are told, not followed; certificates are told, not judged. */
export type WebMet =
  | NoAnswer
  | { readonly kind: 'no address'; readonly answer: Answer }
  | { readonly kind: 'tls'; readonly address: string; readonly problem: string }
  | {
      readonly kind: 'answered'
      readonly address: string
      readonly status: number
      /** By lower-case name; several of one name are joined with a comma. */
      readonly headers: Readonly<Record<string, string>>
      /** The first 64 kB, as UTF-8. */
      readonly body: string
      readonly certificate: MetCertificate | null
    }

/** A dialogue line by line, as with telnet (RFC 5321 §4.2: replies of several lines are one reply). */
export type Conversation =
  | NoAnswer
  | {
      readonly kind: 'answered'
      readonly address: string
      readonly port: number
      readonly greeting: string
      /** What was said and what came back. After `STARTTLS` and its 220, the rest is encrypted. */
      readonly exchanges: readonly { readonly said: string; readonly reply: string }[]
      /** After STARTTLS. */
      readonly tls: TlsMet | null
      /** It ended the connection, or fell silent, before all was said. */
      readonly broken: string | null
    }

/** A message that a computer sends to a server, with its envelope (RFC 5321 §2.3.1). */
export interface MailUnderWay {
  /** Who sends: a computer of the simulated Internet, or, with `inside`, one of the office. */
  readonly from: { readonly address: string; readonly name: string; readonly vantage?: Vantage }
  /** The address of the server that it goes to, and the port there: 25, where none is given. */
  readonly to: string
  readonly port?: number
  readonly signIn?: { readonly userName: string; readonly password: string }
  /** NOTIFY for all recipients (RFC 3461 §4.1): `SUCCESS,FAILURE`. */
  readonly notify?: string
  /** Empty: the null reverse-path. */
  readonly sender: string
  readonly recipients: readonly string[]
  /** Header and body; lines end with CRLF. */
  readonly content: Uint8Array
}

/** RFC 7208 §2.6. */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror'

/** What a receiver concludes of mail that comes from an address in a domain's name. */
export interface SpfOutcome {
  readonly result: SpfResult
  /** A sentence: what the domain says of the address, or what is wrong with its record. */
  readonly reason: string
  /** Terms that asked DNS; ten are allowed in all (RFC 7208 §4.6.4). */
  readonly lookups: number
  /** Those of them that found nothing; two are allowed. */
  readonly voidLookups: number
  /** The domain's own record; null where there is none, or more than one. */
  readonly record: string | null
  /** The domains whose records were read on the way, by include or redirect. */
  readonly includes: readonly string[]
}

/**
 * The one door to the network: the simulated site's, over the wire (lib/wire), or the real one. Whatever the network
 * answers is a value; these promises never reject.
 */
export interface Network {
  /** Asks the resolver of that vantage; with `via`, the name server at that address. Follows CNAMEs. */
  lookup(name: string, type: RecordType, from: Vantage, via?: string): Promise<Answer>
  /** Asks the domain's own name servers, past every cache. */
  authoritative(name: string, type: RecordType): Promise<Answer>
  /** Connects, and listens or speaks as the port's protocol wants; `serverName` is what TLS (SNI) and HTTP (Host) say. */
  connect(address: string, port: number, from: Vantage, serverName?: string): Promise<Met>
  request(request: WebRequest): Promise<WebMet>
  /** Connects, reads the greeting, and says the lines one after the other; QUIT is said at the end by itself. */
  converse(address: string, port: number, from: Vantage, lines: readonly string[]): Promise<Conversation>
  /** Sends a message over SMTP as a computer on the Internet, or in the office, does. Whether it was taken tells the last reply. */
  send(mail: MailUnderWay): Promise<Conversation>
  /** Evaluates SPF as a receiver does, by what the zones' own servers say now; `helo` is what the sender calls itself. */
  spf(domain: string, address: string, helo?: string): Promise<SpfOutcome>
}
