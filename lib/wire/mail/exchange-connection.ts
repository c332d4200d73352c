import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js'
import { sessionReplies } from '@/lib/exchange'
import { inExchangesWords } from './smtp-words'

/** What a connection asks of whoever made it. */
export interface Talk {
  /** All that comes after 220. */
  greeting(): string
  /** The service extensions as they are now. */
  keywords(state: { readonly secure: boolean; readonly signedIn: boolean }): readonly string[]
  /** Whether AUTH may go on with these arguments: `LOGIN`, `PLAIN AGZ…`. */
  offersAuth(args: string, secure: boolean): boolean
  /** The arguments of AUTH that those of X-EXPS, by which Exchange's servers sign in, stand for; null: not offered. */
  exchangeAuth(args: string, secure: boolean): string | null
  readonly protocolErrors: number
  /** A line of the client, without secrets. */
  heard(line: string): void
  said(reply: string): void
}

/** Replies to what the protocol does not allow (RFC 5321 §4.2.2). */
const protocolErrors = new Set([500, 501, 502, 503, 504])

/** smtp-server's connection in Exchange's words, which greets at once. */
class ExchangeConnection extends SMTPConnection {
  readonly #talk: Talk
  #errors = 0

  constructor(server: SMTPServer, socket: Socket, options: SMTPConnectionOptions, talk: Talk) {
    super(server, socket, options)
    this.#talk = talk
  }

  /**
   * smtp-server waits 100 ms for those who speak before they are greeted. Here one look at the socket has to do: what
   * has arrived by the time of the greeting was said too early, whole line or not.
   */
  override init(): void {
    this._setListeners(() => setImmediate(() => setImmediate(() => this.#greet())))
  }

  #greet(): void {
    if (this._closing || this._closed || this._socket.destroyed) return
    if (this._parser && this._parser._remainder !== '') this.send(421, 'You talk too soon')
    else this.connectionReady()
  }

  override _sendGreeting(): void {
    this.send(220, this.#talk.greeting(), false)
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    const line = command.toString()
    const name = line.split(' ', 1)[0]?.toUpperCase() ?? ''
    const exps = this._nextHandler ? null : /^X-EXPS(?:\s+|$)(.*)$/is.exec(line)
    if (!this._upgrading)
      this.#talk.heard(exps ? 'X-EXPS /* secured */' : this._redactCredentials(name, line).line)
    super._onCommand(exps ? this.#asAuth(exps[1] ?? '') : command, callback)
  }

  #asAuth(args: string): Buffer {
    return Buffer.from(`AUTH ${this.#talk.exchangeAuth(args.trim(), this.secure) ?? 'X-EXPS'}`)
  }

  override handler_AUTH(command: Buffer, callback: () => void): void {
    if (
      this.#talk.offersAuth(
        command
          .toString()
          .trim()
          .replace(/^\S+\s*/, ''),
        this.secure,
      )
    ) {
      super.handler_AUTH(command, callback)
      return
    }
    this.send(504, 'Error: not offered')
    callback()
  }

  /** An array is the answer to EHLO. Enhanced status codes (RFC 2034) are in our texts: `false` adds no other. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    if (Array.isArray(data)) {
      const state = { secure: this.secure, signedIn: Boolean(this.session.user) }
      this.#reply(250, [data[0] ?? '', ...this.#talk.keywords(state)])
      return
    }
    const reply = inExchangesWords(code, data ?? '', context)
    if (protocolErrors.has(reply.code)) this.#errors += 1
    if (this.#errors <= this.#talk.protocolErrors || code === 421) this.#reply(reply.code, reply.text)
    else this.#reply(sessionReplies.tooManyErrors.code, tooManyErrors)
  }

  #reply(code: number, data: string | string[]): void {
    this.#talk.said(`${code} ${Array.isArray(data) ? data.join(' ') : secretless(code, data)}`)
    super.send(code, data, false)
  }
}

const tooManyErrors = `${sessionReplies.tooManyErrors.status} ${sessionReplies.tooManyErrors.text}`

function secretless(code: number, text: string): string {
  return code === 334 ? '<authentication response>' : text
}

/** smtp-server, each connection with a talk of its own. */
export class ExchangeSmtpServer extends SMTPServer {
  constructor(options: SMTPServerOptions) {
    super(options)
    this.on('error', () => undefined)
  }

  /** Serves a socket; `begin` is told the session before anything is said. */
  serve(
    socket: Socket,
    options: SMTPConnectionOptions,
    talk: Talk,
    begin: (connection: SMTPConnection) => void,
  ): void {
    const connection = new ExchangeConnection(this, socket, options, talk)
    this.connections.add(connection)
    connection.on('error', (error) => this.emit('error', error))
    begin(connection)
    connection.init()
  }
}
