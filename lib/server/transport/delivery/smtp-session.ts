import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import SMTPConnection, {
  type SMTPConnectionEnvelope,
  type SMTPEnvelope,
} from 'nodemailer/lib/smtp-connection'
import { readReply } from '@/lib/exchange'
import type { SessionLine } from '@/lib/wire'
import type { Endpoint } from './next-endpoints'
import { exchangeAuth, sayingUtf8 } from './outgoing-words'
import type { SendPlan } from './send-plan'
import { accepted, dropped, readKeywords, type Sent, type SmtpFailure, saidBy } from './server-said'

/** How long somebody is waited for, in milliseconds of our own time. */
export interface Patience {
  readonly greetingMs: number
  readonly silenceMs: number
  /** When the process stops, a server that is silent is waited for so long. */
  readonly stopMs: number
}

export const usualPatience: Patience = { greetingMs: 15_000, silenceMs: 30_000, stopMs: 3000 }

export interface Envelope extends SMTPEnvelope {
  readonly to: string[]
  /** The header is in UTF-8 (RFC 6531 §3.4). */
  readonly utf8: boolean
}

const authNotOffered = '451 4.4.0 The smart host offers no authentication, and the send connector asks for it'

/** As logs number sessions: 16 hexadecimal digits. */
export function newSessionId(): string {
  return `08${randomBytes(7).toString('hex').toUpperCase()}`
}

/** An SMTP session as a client, on nodemailer's connection. */
export class SmtpSession {
  readonly id = newSessionId()
  readonly endpoint: Endpoint
  readonly lines: SessionLine[] = []
  readonly startedAt: Date
  readonly local: string
  readonly #connection: SMTPConnection
  #keywords: ReadonlyMap<string, string> = new Map()
  #clean = true
  #utf8 = false

  constructor(
    socket: Socket,
    endpoint: Endpoint,
    plan: SendPlan,
    { greetingMs, silenceMs }: Patience,
    log: { readonly now: () => Date; readonly ignoreTls: boolean },
  ) {
    this.endpoint = endpoint
    this.startedAt = log.now()
    this.local = `${plan.from}:${socket.localPort ?? 0}`
    const isSecretOutside = endpoint.outside === true && plan.account !== null
    const note = this.#noter(plan.protocolLog, log.now)
    this.#connection = new SMTPConnection({
      connection: socket,
      name: plan.ehloName,
      host: endpoint.host.replace(/^\[|\]$/g, ''),
      requireTLS: plan.requireTls || isSecretOutside,
      ignoreTLS: log.ignoreTls && !isSecretOutside,
      opportunisticTLS: true,
      tls: isSecretOutside ? known : anybody,
      ...{ greetingTimeout: greetingMs, connectionTimeout: greetingMs + silenceMs, socketTimeout: silenceMs },
      customAuth: { EXCHANGEAUTH: exchangeAuth },
      ...{ socketCloseTimeout: 1000, maxResponseSize: 65_536, transactionLog: true },
      logger: {
        level: () => undefined,
        trace: nothing,
        info: nothing,
        warn: nothing,
        error: nothing,
        fatal: nothing,
        debug: note,
      },
    })
    this.#connection.on('error', nothing)
    sayingUtf8(this.#connection, () => this.#utf8)
  }

  #noter(verbose: boolean, now: () => Date) {
    return (entry: { readonly tnx?: string }, text: string, ...others: unknown[]) => {
      const event = ({ client: '>', server: '<' } as const)[entry.tnx as 'client' | 'server']
      if (!verbose || !event || this.lines.length >= 1000) return
      const data = String(others.length > 0 ? others[0] : text)
      this.lines.push({
        at: now(),
        event,
        data: data.replace(/\s*[\r\n]+(\d{3}[ -])?/g, ' ').slice(0, 512),
        context: '',
      })
    }
  }

  /** Greeting, EHLO, TLS, and who we are. @returns null, or what was said by who does not want us */
  async open({ account, isInside }: Pick<SendPlan, 'account' | 'isInside'>): Promise<string | null> {
    const failure = await this.#orEnded<SmtpFailure | null>(new Error(dropped), (resolve) => {
      this.#connection.once('error', (error: SmtpFailure) => resolve(error))
      this.#connection.connect((error) => resolve(error ?? null))
    })
    if (failure) return saidBy(failure)
    this.#keywords = readKeywords(String(this.#connection.lastServerResponse))
    if (!account) return null
    if (isInside && this.#takesExchangeAuth) return this.#signIn({ ...account, method: 'EXCHANGEAUTH' })
    if (this.#offersAuth) return this.#signIn(account)
    return isInside ? null : authNotOffered
  }

  #signIn(account: NonNullable<SendPlan['account']> & { readonly method?: string }): Promise<string | null> {
    return this.#orEnded<string | null>(dropped, (resolve) =>
      this.#connection.login({ ...account }, (error) => resolve(error ? saidBy(error as SmtpFailure) : null)),
    )
  }

  /** nodemailer takes it for offered where the answer was to HELO. Some write `AUTH=LOGIN`. */
  get #offersAuth(): boolean {
    return this.#connection.allowsAuth && [...this.#keywords.keys()].some((one) => /^AUTH(?:=|$)/.test(one))
  }

  get #takesExchangeAuth(): boolean {
    return this.isTls && /\bEXCHANGEAUTH\b/i.test(this.#keywords.get('X-EXPS') ?? '')
  }

  /** nodemailer forgets whoever waits when a connection is closed from this side. */
  #orEnded<T>(otherwise: T, begin: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve) => {
      const ended = () => setImmediate(resolve, otherwise)
      this.#connection.once('end', ended)
      begin((value) => {
        this.#connection.off('end', ended)
        resolve(value)
      })
    })
  }

  /** Whether it offers a service extension. */
  offers(keyword: string): boolean {
    return this.#keywords.has(keyword)
  }

  /** SIZE (RFC 1870) in bytes; null where it told none. */
  get largest(): number | null {
    const size = Number(this.#keywords.get('SIZE') ?? 0)
    return size > 0 ? size : null
  }

  get isTls(): boolean {
    return this.#connection.secure
  }

  /** One transaction. What one of it is refused for leaves no trace in the next. */
  async send(envelope: Envelope, content: Uint8Array): Promise<Sent> {
    if (!this.#clean && !(await this.#reset())) return { kind: 'lost', said: dropped }
    this.#utf8 = envelope.utf8
    return this.#orEnded<Sent>({ kind: 'lost', said: dropped }, (resolve) =>
      this.#connection.send(
        envelope,
        Buffer.from(content.buffer, content.byteOffset, content.byteLength),
        (error, info) => {
          this.#clean = !error
          resolve(error ? this.#refused(error as SmtpFailure, envelope.to) : accepted(info, envelope.to))
        },
      ),
    )
  }

  #reset(): Promise<boolean> {
    return this.#orEnded<boolean>(false, (resolve) => this.#connection.reset((error) => resolve(!error)))
  }

  /** nodemailer tells of single recipients only where all were refused; what it noted of them says more. */
  #refused(error: SmtpFailure, to: readonly string[]): Sent {
    const { response, responseCode, code } = error
    if (!response || responseCode === 421 || code === 'EPROTOCOL')
      return { kind: 'lost', said: response ?? saidBy(error) }
    const noted = (this.#connection as unknown as { _envelope?: SMTPConnectionEnvelope | false })._envelope
    const single =
      error.rejectedErrors ?? (noted ? (noted.rejectedErrors as readonly SmtpFailure[]) : []) ?? []
    const reply = readReply(response)
    const replies = new Map(to.map((address) => [address, reply]))
    // Commands go out together (RFC 2920): after a refused MAIL the answers to RCPT say only that it was refused.
    if (error.command === 'MAIL FROM') return { kind: 'replied', replies }
    for (const one of single)
      if (one.recipient && one.response) replies.set(one.recipient, readReply(one.response))
    return { kind: 'replied', replies }
  }

  whenEnded(listener: () => void): void {
    this.#connection.once('end', listener)
  }

  quit(): void {
    this.#connection.quit()
  }

  destroy(): void {
    this.#connection.close()
  }
}

const nothing = () => undefined

/** Servers encrypt without asking who it is that they send to (RFC 7435), with whatever the other knows. */
const anybody = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
/** A real password is told to a real server only when its certificate says that it is the one. */
const known = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const
