import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Speaks a protocol of lines, as with telnet: the greeting, then a reply for each thing said. */
export class Dialogue {
  socket: Socket
  #text = ''
  #ended = false
  #wake = () => {}

  /** @param localAddress where it comes from; see loopback-source.ts */
  constructor(port: number, localAddress = '127.0.0.1') {
    this.socket = this.#listenTo(connect({ port, host: '127.0.0.1', localAddress }))
  }

  /** Goes on encrypted, whoever the server says it is. @param own a certificate to show */
  async encrypt(own: { readonly cert?: string; readonly key?: string } = {}): Promise<void> {
    this.socket.removeAllListeners('data')
    const encrypted = connectTls({ socket: this.socket, rejectUnauthorized: false, ...own })
    this.socket = this.#listenTo(encrypted)
    await once(encrypted, 'secureConnect')
  }

  #listenTo(socket: Socket): Socket {
    const end = () => {
      this.#ended = true
      this.#wake()
    }
    socket.on('error', end).on('close', end)
    return socket.on('data', (bytes) => {
      this.#text += bytes.toString('latin1')
      this.#wake()
    })
  }

  /** All up to the line that ends a reply (by default an SMTP reply's last one), or up to the connection's end. */
  async hear(last: RegExp = /^\d{3} .*\r\n/m): Promise<string> {
    for (;;) {
      const found = last.exec(this.#text)
      if (found || this.#ended) {
        const length = found ? found.index + found[0].length : this.#text.length
        const heard = this.#text.slice(0, length)
        this.#text = this.#text.slice(length)
        return heard.trimEnd()
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  say(line: string, last?: RegExp): Promise<string> {
    this.socket.write(`${line}\r\n`)
    return this.hear(last)
  }
}
