import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'

/** What is said to a line: `tls` begins encryption after it, `close` ends the connection. */
export interface Said {
  readonly reply: string
  readonly next?: 'tls' | 'close'
}

/** A protocol in which lines are answered: POP3, IMAP4. */
export interface LineProtocol {
  readonly greeting: string
  readonly answer: (line: string, secure: boolean) => Said
  readonly tooLong: string
}

/** IMAP4 clients may write lines this long (RFC 7162 §4); POP3's are shorter. */
const longestLine = 8192
/** RFC 1939 §3: an autologout timer of at least ten minutes. */
const idleMs = 10 * 60_000
/** As many lines as a client may say without signing in, which nobody can here yet. */
const mostLines = 100

class LineDialogue {
  #left = mostLines
  #rest = ''
  #socket: Socket
  readonly #protocol: LineProtocol
  readonly #context: SecureContext | null

  constructor(socket: Socket, protocol: LineProtocol, context: SecureContext | null) {
    this.#protocol = protocol
    this.#context = context
    this.#socket = socket
    this.#listen()
    this.#say(protocol.greeting)
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('error', () => socket.destroy())
    socket.setTimeout(idleMs, () => socket.destroy())
    socket.on('data', (bytes) => this.#read(bytes))
  }

  #say(text: string): void {
    this.#socket.write(`${text}\r\n`)
  }

  /** A client that does not read its answers is not answered any more: the writing side stays bounded by `mostLines`. */
  #read(bytes: Buffer): void {
    this.#rest += bytes.toString('latin1')
    const socket = this.#socket
    for (;;) {
      const end = this.#rest.indexOf('\n')
      if (end < 0 || socket.writableEnded || this.#socket !== socket) break
      const line = this.#rest.slice(0, end).replace(/\r$/, '')
      this.#rest = this.#rest.slice(end + 1)
      this.#answer(line)
    }
    if (this.#rest.length > longestLine) this.#end(this.#protocol.tooLong)
  }

  #answer(line: string): void {
    if (line.length > longestLine || this.#left-- === 0) {
      this.#end(this.#protocol.tooLong)
      return
    }
    const { reply, next } = this.#protocol.answer(line, this.#socket instanceof TLSSocket)
    if (next === 'close') this.#end(reply)
    else this.#say(reply)
    if (next === 'tls') this.#encrypt()
  }

  /** What was sent in the clear after STARTTLS is forgotten: it would count as said under its protection. */
  #encrypt(): void {
    if (!this.#context) return
    this.#rest = ''
    this.#socket.removeAllListeners('data')
    this.#socket.setTimeout(0)
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext: this.#context })
    this.#listen()
  }

  #end(text: string): void {
    this.#rest = ''
    if (!this.#socket.writableEnded) this.#socket.end(`${text}\r\n`)
    this.#socket.removeAllListeners('data')
    this.#socket.resume()
  }
}

/** Speaks a protocol of lines on a connection; `secure` begins with TLS. Without a certificate there is no TLS. */
export function speakLines(
  socket: Socket,
  protocol: LineProtocol,
  context: SecureContext | null,
  secure: boolean,
): void {
  if (!secure) {
    new LineDialogue(socket, protocol, context)
    return
  }
  if (!context) {
    socket.destroy()
    return
  }
  const encrypted = new TLSSocket(socket, { isServer: true, secureContext: context })
  encrypted.setTimeout(60_000, () => encrypted.destroy())
  encrypted.on('error', () => encrypted.destroy())
  encrypted.once('secure', () => new LineDialogue(encrypted, protocol, context))
}
