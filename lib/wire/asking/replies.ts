import type { Duplex } from 'node:stream'

/** More than any greeting or answer to EHLO. */
const longestReply = 4096

export interface Reply {
  readonly text: string
  /** Whether it came whole: else the other end fell silent, hung up or said too much. */
  readonly whole: boolean
}

/** RFC 5321 §4.2.1: `250-` is followed by more of the same reply. IMAP's untagged lines begin with `*`. */
function isWhole(text: string, greeting: boolean): boolean {
  if (!text.endsWith('\n')) return false
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  return !/^\d{3}-/.test(last) && (greeting || !last.startsWith('* '))
}

/** Lines without their ends and without what is no text, so that they may stand in a page or a log. */
function printable(text: string): string {
  return text
    .trimEnd()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}')
}

/** What the other end of a dialogue says, reply by reply. */
export class Replies {
  #stream: Duplex
  #received = Buffer.alloc(0)
  #heard: () => void = () => {}

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', this.#take).on('close', this.#wake).on('end', this.#wake)
  }

  #wake = () => this.#heard()

  #take = (bytes: Buffer) => {
    this.#received = Buffer.concat([this.#received, bytes]).subarray(0, longestReply)
    this.#heard()
  }

  /** The next reply, waited for that long. What came before its time belongs to it, too. */
  async next(ms: number, { greeting = false } = {}): Promise<Reply> {
    const text = () => this.#received.toString('utf8')
    const over = () =>
      isWhole(text(), greeting) || this.#received.length >= longestReply || !this.#stream.readable
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#heard = () => {
        if (!over()) return
        clearTimeout(timer)
        resolve()
      }
      this.#heard()
    })
    const reply = { text: printable(text()), whole: isWhole(text(), greeting) }
    this.#received = Buffer.alloc(0)
    return reply
  }
}
