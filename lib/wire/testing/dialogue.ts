import { connect, type Socket } from 'node:net'

/** Speaks a protocol of lines, as with telnet: the greeting, then a reply for each thing said. */
export class Dialogue {
  readonly socket: Socket
  #text = ''
  #ended = false
  #wake = () => {}

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1' })
    this.socket.setEncoding('latin1')
    this.socket.on('data', (text: string) => {
      this.#text += text
      this.#wake()
    })
    const end = () => {
      this.#ended = true
      this.#wake()
    }
    this.socket.on('error', end).on('close', end)
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
