import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { mailDate, readHeader, type SmtpReply } from '@/lib/exchange'
import type { NeighborNow } from '@/lib/network'
import type { WireSource } from '../../source'
import { plainAddress } from '../mail-parameters'
import { type ReadData, readData } from '../read-data'
import type { Errands } from './errands'
import type { Greylist } from './greylist'
import { contentRefusal, mailboxRefusal } from './mailbox'
import { policyRefusal } from './policy'

/** 20 MB, a usual limit. */
export const mostBytes = 20 * 1024 ** 2
/** Servers that a message may have passed before it must be going round in circles (RFC 5321 §6.3). */
const mostHops = 50

const systemFull: SmtpReply = { code: 452, status: '4.3.1', text: 'Insufficient system storage' }
const tlsFirst: SmtpReply = { code: 530, status: '5.7.0', text: 'Must issue a STARTTLS command first' }
const notKnown: SmtpReply = { code: 555, status: '5.5.4', text: 'Unsupported option in MAIL FROM' }
const greylisted: SmtpReply = { code: 451, status: '4.7.1', text: 'Greylisted, come again in 5 minutes' }
const tooManyHops: SmtpReply = { code: 554, status: '5.4.6', text: 'Too many hops, the message is in a loop' }
const notKept: SmtpReply = { code: 451, status: '4.3.0', text: 'The message could not be written down' }
const tooLarge: SmtpReply = { code: 552, status: '5.3.4', text: 'Message size exceeds fixed limit' }

/** What a session works with. */
export interface NeighborPlace {
  readonly source: WireSource
  readonly now: NeighborNow
  /** The computer's name. */
  readonly host: string
  readonly greylist: Greylist
  readonly errands: Errands
  readonly wait?: (seconds: number) => Promise<unknown>
}

/** One client at a neighbor's server. Whoever answers null hangs up. */
export class NeighborSession {
  readonly place: NeighborPlace
  readonly #address: string
  #sender = ''

  constructor(place: NeighborPlace, address: string) {
    this.place = place
    this.#address = address
  }

  /** Before it greets, and before it says what became of a message. */
  delay(): Promise<unknown> {
    const { delaySeconds } = this.place.now.settings
    const wait = this.place.wait ?? ((seconds) => sleep(seconds * 1000, undefined, { ref: false }))
    return delaySeconds > 0 ? wait(delaySeconds) : Promise.resolve()
  }

  /** @returns null for yes */
  async mailFrom(given: SMTPServerAddress, session: SMTPServerSession): Promise<SmtpReply | null> {
    const { source, now } = this.place
    const { settings, known } = now
    if (settings.full) return systemFull
    if (settings.requireTls && !session.secure) return tlsFirst
    const args = given.args || {}
    if (known.plain && ('SMTPUTF8' in args || /^8BITMIME$/i.test(String(Reflect.get(args, 'BODY')))))
      return notKnown
    this.#sender = plainAddress(given)
    return policyRefusal(source.network, settings, this.#client(session), this.#sender)
  }

  /** @returns null for yes */
  rcptTo(given: SMTPServerAddress): SmtpReply | null {
    const { now, greylist, source } = this.place
    const address = plainAddress(given)
    const refusal = mailboxRefusal(now, address)
    if (refusal || !now.settings.greylisting) return refusal
    return greylist.passes(this.#address, this.#sender, address, source.now()) ? null : greylisted
  }

  /** @returns the text of 250, or why not; null: it hangs up */
  async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string | SmtpReply | null> {
    return readData(stream, mostBytes, (read) => this.#received(read, session))
  }

  async #received(read: ReadData, session: SMTPServerSession): Promise<string | SmtpReply | null> {
    if (read.kind === 'too large') return tooLarge
    if (read.kind !== 'read') return notKept
    await this.delay()
    if (this.place.now.settings.dropAt === 'Data') return null
    const recipients = session.envelope.rcptTo.map((one) => plainAddress(one))
    const refused = contentRefusal(this.place.now, recipients)
    if (refused) return refused
    const hops = readHeader(read.content).fields.filter(({ name }) => /^received$/i.test(name)).length
    return hops > mostHops ? tooManyHops : this.#keep(read.content, recipients, session)
  }

  async #keep(
    content: Buffer,
    recipients: readonly string[],
    session: SMTPServerSession,
  ): Promise<string | SmtpReply> {
    const { source, host, errands, now } = this.place
    const id = randomBytes(5).toString('hex').toUpperCase()
    const mail = {
      host,
      sender: this.#sender,
      recipients,
      content: Buffer.concat([Buffer.from(this.#trace(id, session)), content]),
    }
    const kept = await source.intake.keepOutside(mail)
    if (!kept.ok) return notKept
    errands.after(now, mail)
    return `2.0.0 Ok: queued as ${id}`
  }

  #client({ hostNameAppearsAs }: SMTPServerSession) {
    return { address: this.#address, helo: String(hostNameAppearsAs || 'unknown') }
  }

  /** RFC 5321 §4.4. */
  #trace(id: string, session: SMTPServerSession): string {
    const helo = this.#client(session).helo.replace(/[^\w.:[\]-]/g, '?')
    const { host, source } = this.place
    return [
      `Received: from ${helo} ([${this.#address}])`,
      ` by ${host} with ${session.secure ? 'ESMTPS' : 'ESMTP'} id ${id};`,
      ` ${mailDate(source.now())}\r\n`,
    ].join('\r\n')
  }
}
