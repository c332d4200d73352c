import { randomUUID } from 'node:crypto'
import type { SessionLine, SessionLog } from '../intake'

/** Of one session; what comes later is not written down. */
const mostLines = 1000
const longestLine = 512

/** A session as the protocol log will have it. Without verbose logging nothing is kept. */
export class SessionRecord {
  readonly id = `08${randomUUID().replaceAll('-', '').slice(-14).toUpperCase()}`
  readonly #lines: SessionLine[] = []
  readonly #verbose: boolean
  readonly #now: () => Date
  readonly #startedAt: Date

  constructor(verbose: boolean, now: () => Date) {
    this.#verbose = verbose
    this.#now = now
    this.#startedAt = now()
    this.#add('+', '')
  }

  /** A reply, its lines as one. */
  said(reply: string): void {
    this.#add('>', reply.replace(/\s*[\r\n]+(\d{3}[ -])?/g, ' ').trim())
  }

  heard(line: string): void {
    this.#add('<', line)
  }

  note(data: string, context = ''): void {
    this.#add('*', data, context)
  }

  /** @returns what is to be written; null where nothing was kept */
  end(
    session: Pick<SessionLog, 'server' | 'connector' | 'localEndpoint' | 'remoteEndpoint'>,
  ): SessionLog | null {
    if (!this.#verbose) return null
    const said = this.#lines.findLast(({ event }) => event === '>')?.data ?? ''
    const context = /^[24]21 /.test(said) ? 'Local' : 'Remote'
    this.#lines.push({ at: this.#now(), event: '-', data: '', context })
    return { kind: 'Receive', sessionId: this.id, startedAt: this.#startedAt, lines: this.#lines, ...session }
  }

  #add(event: SessionLine['event'], data: string, context = ''): void {
    if (!this.#verbose || this.#lines.length >= mostLines) return
    this.#lines.push({ at: this.#now(), event, data: data.slice(0, longestLine), context })
  }
}
