import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Serve } from './source'

/** A line that is to be open. */
export interface OpenLine {
  readonly localPort: number
  readonly serve: Serve
  /** Whether a client that has said all may still listen (RFC 9293 §3.6): who passes bytes on needs to know. */
  readonly halfOpen: boolean
}

/** Connections of one line at a time; more are closed at once. */
const mostConnections = 1024

class Line {
  serve: Serve
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor({ serve, halfOpen }: OpenLine) {
    this.serve = serve
    this.#server = createServer({ allowHalfOpen: halfOpen, noDelay: true }, (socket) => this.#take(socket))
    this.#server.maxConnections = mostConnections
  }

  async listen(port: number): Promise<void> {
    this.#server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(this.#server, 'listening')
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #take(socket: Socket): void {
    // Servers that speak STARTTLS take all listeners off a socket, ours too: those that are gone are swept out here.
    if (this.#sockets.size >= mostConnections)
      for (const one of this.#sockets) if (one.destroyed) this.#sockets.delete(one)
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
    this.serve(socket)
  }
}

/** Every listener of the simulated world; it opens and closes what differs from one plan to the next. */
export class Switchboard {
  readonly #lines = new Map<number, Line>()

  /** Ends the listeners and connections at all ports but these. */
  async keepOnly(ports: readonly number[]): Promise<void> {
    const gone = [...this.#lines].filter(([port]) => !ports.includes(port))
    for (const [port] of gone) this.#lines.delete(port)
    await Promise.all(gone.map(([, line]) => line.close()))
  }

  /** Opens what is not open yet; where something is, new connections are served in the new way. */
  async open(wanted: readonly OpenLine[]): Promise<void> {
    await Promise.all(wanted.map((one) => this.#open(one)))
  }

  async #open(wanted: OpenLine): Promise<void> {
    const open = this.#lines.get(wanted.localPort)
    if (open) {
      open.serve = wanted.serve
      return
    }
    const line = new Line(wanted)
    await line.listen(wanted.localPort)
    this.#lines.set(wanted.localPort, line)
  }

  close(): Promise<void> {
    return this.keepOnly([])
  }
}
