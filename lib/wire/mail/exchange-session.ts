import addressparser from 'nodemailer/lib/addressparser'
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import {
  defaultAcceptedDomain,
  filterHeader,
  hasBareLineEnds,
  queuedText,
  readHeader,
  replyOfRefusal,
  rightsText,
  runningGroups,
  type SessionRights,
  type SmtpReply,
  type Speaker,
  sendAsDenied,
  sessionReplies,
  sessionRights,
  takesPasswords,
  takesUtf8Addresses,
  unknownRecipient,
  withCrlf,
} from '@/lib/exchange'
import { isAscii, knowsParameters, mailRecipient, plainAddress } from './mail-parameters'
import { withinRate } from './message-rate'
import { type ReadData, readData } from './read-data'
import type { ReceivingEnd } from './receiving-end'
import { acceptedDomainOf } from './recipient'
import { maySendAs } from './send-as'
import { SessionRecord } from './session-record'
import { isInside, submittedMail } from './submitted-mail'

const invalidArguments: SmtpReply = { code: 501, status: '5.5.4', text: 'Invalid arguments' }

/** One client's session: who it is, what it may, and what it is answered. */
export class ExchangeSession {
  readonly record: SessionRecord
  readonly end: ReceivingEnd
  readonly clientIp: string
  #speaker: Speaker
  #rights: SessionRights
  #logonFailures = 0

  constructor(end: ReceivingEnd, clientIp: string) {
    const { connector, source } = end
    this.end = end
    this.clientIp = clientIp
    this.record = new SessionRecord(connector.properties.protocolLoggingLevel === 'Verbose', () =>
      source.now(),
    )
    const trusted = connector.properties.authMechanism.includes('ExternalAuthoritative')
    this.#speaker = { kind: trusted ? 'external' : 'stranger' }
    this.#rights = this.#rightsNow()
  }

  get speaker(): Speaker {
    return this.#speaker
  }

  get rights(): SessionRights {
    return this.#rights
  }

  #rightsNow(): SessionRights {
    const { connector, permissions } = this.end
    const rights = sessionRights(
      { permissionGroups: runningGroups(connector.properties) },
      this.#speaker,
      permissions,
    )
    this.record.note(rightsText(rights), 'Set Session Permissions')
    return rights
  }

  /** The client's certificate proves that it is of these domains. */
  secured(domains: readonly string[]): void {
    if (domains.length === 0 || this.#speaker.kind !== 'stranger') return
    this.#speaker = { kind: 'partner', domains }
    this.record.note(domains.join(' '), 'Domain secure')
    this.#rights = this.#rightsNow()
  }

  /** @returns true when the client is somebody now, false when it is not, null when it failed too often */
  async signIn(userName: string, password: string, secure: boolean): Promise<boolean | null> {
    const signedIn = await this.end.source.intake.signIn(userName, password)
    const before = this.#speaker
    if (signedIn && this.#mayBe(signedIn.kind, secure)) {
      this.#speaker =
        signedIn.kind === 'user' ? { kind: 'user', id: signedIn.id } : { kind: 'server', name: signedIn.id }
      const rights = this.#rightsNow()
      if (rights.has('SMTPSubmit')) {
        this.#rights = rights
        this.record.note(userName, 'authenticated')
        return true
      }
      this.#speaker = before
    }
    this.record.note(userName, 'Inbound authentication failed')
    this.#logonFailures += 1
    return this.#logonFailures >= this.end.limits.logonFailures ? null : false
  }

  #mayBe(kind: 'user' | 'server', secure: boolean): boolean {
    const { properties } = this.end.connector
    return kind === 'user'
      ? takesPasswords(properties, { secure })
      : properties.authMechanism.includes('ExchangeServer')
  }

  /** @returns null for yes */
  async mailFrom(given: SMTPServerAddress, session: SMTPServerSession): Promise<SmtpReply | null> {
    const { connector, version } = this.end
    if (connector.properties.requireTLS && !session.secure) return sessionReplies.startTlsFirst
    const unproven = this.#unproven(given, session.secure)
    if (unproven) return unproven
    if (!this.#rights.has('SMTPSubmit')) return sessionReplies.notAuthenticated
    const utf8 = takesUtf8Addresses(version)
    if (!knowsParameters('MAIL', given, utf8)) return invalidArguments
    const sender = plainAddress(given)
    if (!isAscii(sender) && !session.envelope.smtpUtf8) return sessionReplies.invalidAddress
    const denied = sender === '' ? null : await this.#maySendFrom(sender)
    if (denied) return denied
    if (!this.#inTime(sender)) return sessionReplies.tooManyMessages
    return this.end.source.intake.refusal(this.end.server, isInside(this.#speaker))
  }

  /** Mail of a domain on TLSReceiveDomainSecureList is taken from whoever proved to be of it. */
  #unproven(given: SMTPServerAddress, secure: boolean): SmtpReply | null {
    const domain = domainOf(plainAddress(given))
    if (!this.end.secureDomains.includes(domain) || isInside(this.#speaker)) return null
    if (!secure) return sessionReplies.startTlsFirst
    return this.#proves(domain) ? null : sessionReplies.certificateInvalid
  }

  #proves(domain: string): boolean {
    return this.#speaker.kind === 'partner' && this.#speaker.domains.includes(domain)
  }

  #inTime(sender: string): boolean {
    const { messageRates, limits, connector, source } = this.end
    const who = { connector: connector.name, client: this.clientIp, sender }
    return withinRate(messageRates, limits, who, source.now())
  }

  async #maySendFrom(sender: string): Promise<SmtpReply | null> {
    const { site, version } = this.end
    const speaker = this.#speaker
    if (speaker.kind === 'user' && !this.#rights.has('SMTPAcceptAnySender'))
      return (await maySendAs(site, speaker.id, sender)) ? null : sendAsDenied(version)
    if (this.#proves(domainOf(sender))) return null
    const domain = await acceptedDomainOf(site, sender)
    const authoritative = domain?.domainType === 'Authoritative'
    if (authoritative && !this.#rights.has('SMTPAcceptAuthoritativeDomainSender'))
      return sessionReplies.notThisSender
    return domain || this.#rights.has('SMTPAcceptAnySender') ? null : sessionReplies.notThisSender
  }

  /** @returns null for yes */
  async rcptTo(given: SMTPServerAddress, session: SMTPServerSession): Promise<SmtpReply | null> {
    if (!knowsParameters('RCPT', given, false)) return invalidArguments
    const address = await this.#recipientOf(given)
    if (!isAscii(address) && !session.envelope.smtpUtf8) return sessionReplies.invalidAddress
    given.address = address
    const anybody = this.#rights.has('SMTPAcceptAnyRecipient')
    if (anybody && this.#speaker.kind !== 'stranger') return null
    const verdict = await this.end.judge(address)
    if (verdict === 'relay') return anybody ? null : this.#tarpit(sessionReplies.cannotRelay)
    return verdict === 'unknown' ? this.#tarpit(unknownRecipient(this.end.version)) : null
  }

  /** RFC 5321 §4.5.1: `<postmaster>` alone is that of the organization. */
  async #recipientOf(given: SMTPServerAddress): Promise<string> {
    const address = plainAddress(given)
    if (address.toLowerCase() !== 'postmaster') return address
    const main = await defaultAcceptedDomain(this.end.site)
    return main ? `${address}@${main.properties.domainName}` : address
  }

  /** Exchange waits before it says this to a stranger (TarpitInterval); here the log says so, and nobody waits. */
  #tarpit(reply: SmtpReply): SmtpReply {
    this.record.note(`Tarpit for '0.${this.end.limits.tarpit}'`)
    return reply
  }

  /** @returns the text of 250, or why the message was not taken */
  async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string | SmtpReply> {
    const bypasses = this.#rights.has('BypassMessageSizeLimit')
    const limit = bypasses ? largest : Math.min(this.end.limits.messageSize, largest)
    return readData(stream, limit, (read) =>
      read.kind === 'read' ? this.#received(read, session) : refusalOf[read.kind],
    )
  }

  async #received(
    read: Extract<ReadData, { kind: 'read' }>,
    session: SMTPServerSession,
  ): Promise<string | SmtpReply> {
    const { limits } = this.end
    if (limits.refusesBareLinefeeds && hasBareLineEnds(read.content)) return sessionReplies.bareLinefeeds
    const whole = withCrlf(read.content)
    // Before anything is taken off: fields that are only there to be removed count, too.
    if (readHeader(whole).end > Math.min(limits.headerSize, longestHeader))
      return sessionReplies.headerTooLarge
    const content = filterHeader(whole, this.#rights)
    return (await this.#objection(content)) ?? this.#accept(content, session)
  }

  async #objection(content: Uint8Array): Promise<SmtpReply | null> {
    const header = readHeader(content)
    const { site, version } = this.end
    const speaker = this.#speaker
    if (speaker.kind !== 'user' || this.#rights.has('SMTPAcceptAnySender')) return null
    const from = header.fields.filter(({ name }) => name.toLowerCase() === 'from')
    if (from.length > 1) return sendAsDenied(version)
    const authors = from.flatMap(({ value }) => addressparser(value, { flatten: true }))
    for (const { address } of authors)
      if (!(await maySendAs(site, speaker.id, address))) return sendAsDenied(version)
    return null
  }

  async #accept(content: Uint8Array, session: SMTPServerSession): Promise<string | SmtpReply> {
    const { source, version, hostname } = this.end
    const recipients = session.envelope.rcptTo.map((one) => mailRecipient(one, one.address))
    const mail = submittedMail(this, content, recipients, session)
    const accepted = await source.intake.accept(mail, isInside(this.#speaker))
    if (!accepted.ok) return replyOfRefusal(accepted.error)
    const { messageId, internalMessageId } = accepted.value
    return queuedText(version, messageId, internalMessageId, hostname)
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** Of a header that is taken at all; it is read to twice this length. */
const longestHeader = 256 * 1024

/** Whoever may pass the limits of size still has those of this computer. */
const largest = 128 * 1024 ** 2

const refusalOf: Readonly<Record<Exclude<ReadData['kind'], 'read'>, SmtpReply>> = {
  'too large': sessionReplies.tooLarge,
  'no room': sessionReplies.insufficientResources,
  'broken off': sessionReplies.timedOut,
}
