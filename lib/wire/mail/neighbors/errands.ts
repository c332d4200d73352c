import type { NeighborHost, NeighborNow } from '@/lib/network'
import type { OutsideMail } from '../../intake'
import type { WireSource } from '../../source'
import { automaticReply } from './automatic-reply'
import { partsOf } from './mailbox'
import { returned } from './returned'
import { type Fate, sendByMx } from './send-by-mx'

/** At a time, and waiting, by number and by bytes; a neighbor that has more to do forgets the rest. */
const mostAtOnce = 4
const mostWaiting = 500
const mostBytes = 128 * 1024 ** 2

/** Something that a neighbor sends of its own accord. */
export interface Errand {
  readonly host: NeighborHost
  readonly sender: string
  readonly recipient: string
  readonly content: Uint8Array
}

/** What became of it is told to who wrote it, where it cannot be delivered. Replies and reports have nobody to tell. */
function report(errand: Errand, fate: Fate, at: Date): Errand | null {
  if (fate.kind === 'taken' || errand.sender === '') return null
  return returned(errand, fate, at)
}

/** What neighbors do with a message after they took it: answer it, send it on, hand it to others. */
export class Errands {
  readonly #source: WireSource
  readonly #waiting: Errand[] = []
  readonly #held = new HeldContents()
  #running = 0
  #closed = false

  constructor(source: WireSource) {
    this.#source = source
  }

  after({ known, settings }: NeighborNow, mail: OutsideMail): void {
    const host = known.hosts.find(({ name }) => name === mail.host)
    if (!host) return
    const site = this.#source.world().description?.internetDomain
    for (const recipient of mail.recipients) {
      const { local, domain } = partsOf(recipient)
      const onward = { host, sender: mail.sender, content: mail.content }
      if (domain !== known.domain) this.add({ ...onward, recipient })
      else if (known.forwardsBack && site) this.add({ ...onward, recipient: `${local}@${site}` })
      else if (settings.autoReplyMailboxes.includes(local))
        this.add(automaticReply(host, mail, recipient, this.#source.now()))
    }
  }

  add(errand: Errand | null): void {
    if (!errand || this.#closed) return
    if (this.#waiting.length >= mostWaiting || !this.#held.hold(errand.content))
      this.#source.log(`${errand.host.name} has too much to send`)
    else this.#waiting.push(errand)
    void this.#work()
  }

  close(): void {
    this.#closed = true
    for (const { content } of this.#waiting.splice(0)) this.#held.release(content)
  }

  async #work(): Promise<void> {
    if (this.#running >= mostAtOnce) return
    this.#running += 1
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#run(next)
    this.#running -= 1
  }

  async #run(errand: Errand): Promise<void> {
    try {
      const fate = await sendByMx(this.#source.network, errand)
      if (!this.#closed) this.add(report(errand, fate, this.#source.now()))
    } catch (error) {
      this.#source.log(
        `${errand.host.name} could not send: ${error instanceof Error ? error.message : error}`,
      )
    } finally {
      this.#held.release(errand.content)
    }
  }
}

/** Contents in memory; a message for many is there once. */
class HeldContents {
  readonly #holders = new Map<Uint8Array, number>()
  #bytes = 0

  /** @returns whether there was room */
  hold(content: Uint8Array): boolean {
    const holders = this.#holders.get(content) ?? 0
    if (holders === 0 && this.#bytes + content.length > mostBytes) return false
    if (holders === 0) this.#bytes += content.length
    this.#holders.set(content, holders + 1)
    return true
  }

  release(content: Uint8Array): void {
    const holders = (this.#holders.get(content) ?? 0) - 1
    if (holders > 0) this.#holders.set(content, holders)
    else if (this.#holders.delete(content)) this.#bytes -= content.length
  }
}
