import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js'

/** The words of Exchange for what smtp-server says in its own; by reply code, then by what it answers to. */
const words: readonly (readonly [code: number, said: RegExp, words: string])[] = [
  [221, /^/, '2.0.0 Service closing transmission channel'],
  [250, /^Accepted$/, '2.1.0 Sender OK'],
  [250, /^Flushed$/, '2.0.0 Resetting'],
  [250, /^OK$/, '2.0.0 OK'],
  [220, /^Ready to start TLS/, '2.0.0 SMTP server ready'],
  [252, /^/, '2.1.5 Cannot VRFY user'],
  [
    214,
    /^/,
    'This server supports the following commands: HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP NOOP VRFY',
  ],
  [354, /^/, 'Start mail input; end with <CRLF>.<CRLF>'],
  [421, /too many unrecognized/i, '4.7.0 Too many errors on this connection, closing transmission channel'],
  [421, /^Timeout/, '4.4.1 Connection timed out'],
  [452, /too many recipients/, '4.5.3 Too many recipients'],
  [500, /^/, '5.3.3 Unrecognized command'],
  [501, /sender address|bad recipient|recipient address/i, '5.1.7 Invalid address'],
  [501, /hostname/i, '5.5.4 Invalid domain name'],
  [501, /^Error/, '5.5.4 Invalid arguments'],
  [503, /HELO/, '5.5.2 Send hello first'],
  [503, /need RCPT/, '5.5.2 Need rcpt command'],
  [503, /need MAIL/, '5.5.2 Need mail command'],
  [503, /nested MAIL/, '5.5.2 Sender already specified'],
  [503, /^Error/, '5.5.2 Bad sequence of commands'],
]

function inExchangesWords(code: number, said: string, context?: string | false): string {
  if (code === 250 && context === 'RCPT_TO_OK') return '2.1.5 Recipient OK'
  return words.find(([one, pattern]) => one === code && pattern.test(said))?.[2] ?? said
}

class ExchangeConnection extends SMTPConnection {
  readonly #greeting: () => string

  constructor(
    server: SMTPServer,
    socket: Socket,
    options: SMTPConnectionOptions | null,
    greeting: () => string,
  ) {
    super(server, socket, options)
    this.#greeting = greeting
  }

  override _sendGreeting(): void {
    super.send(220, this.#greeting(), false)
  }

  /** An array is the answer to EHLO. Enhanced status codes (RFC 2034) are in our texts: `false` adds no other. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    super.send(code, Array.isArray(data) ? data : inExchangesWords(code, data ?? '', context), false)
  }
}

/** smtp-server with Exchange's greeting and words. `greeting` is all that comes after 220. */
export class ExchangeSmtpServer extends SMTPServer {
  readonly #greeting: () => string

  constructor(options: SMTPServerOptions, greeting: () => string) {
    super(options)
    this.#greeting = greeting
  }

  override connect(socket: Socket, options?: SMTPConnectionOptions | null): void {
    const connection = new ExchangeConnection(this, socket, options ?? null, this.#greeting)
    this.connections.add(connection)
    connection.on('error', (error) => this.emit('error', error))
    connection.init()
  }
}
