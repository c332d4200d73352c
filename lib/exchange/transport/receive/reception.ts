import type { MailOrigin, SmtpReply, SubmittedMail } from '../mail'
import { headerValue, type MessageHeader, readHeader } from './header-fields'
import type { HopLimits } from './hop-limits'
import { mailDate } from './mail-date'
import type { TransportSettings } from './transport-settings'

/** A message as the transport keeps it: what was missing is there, and who took it when is written on it. */
export interface Reception {
  readonly header: MessageHeader
  /** With its angle brackets. */
  readonly messageId: string
  readonly content: Uint8Array
}

/**
 * Completes a message with its trace field (RFC 5321 §4.4), Message-ID, Date, and what Exchange notes for itself.
 * @param id the message's NetworkMessageId; a Message-ID is made of it where there is none
 */
export function receive(mail: SubmittedMail, settings: TransportSettings, id: string, now: Date): Reception {
  const header = readHeader(mail.content)
  const given = /<[^<>\s]{1,996}>/.exec(headerValue(header, 'Message-ID') ?? '')?.[0]
  const messageId = given ?? `<${id.replaceAll('-', '')}@${settings.fqdn}>`
  const lacks = (name: string) => headerValue(header, name) === null
  const added = [
    trace(mail.origin, settings, now),
    ...(given ? [] : [`Message-ID: ${messageId}`]),
    ...(lacks('Date') ? [`Date: ${mailDate(now)}`] : []),
    ...(lacks('From') && mail.sender !== '' ? [`From: <${mail.sender}>`] : []),
    ...notes(mail.origin, settings, id, lacks),
  ]
  // What is no header cannot stand below ours: an empty line keeps it a body.
  const blank = header.fields.length === 0 && !startsWithBlankLine(mail.content) ? '\r\n' : ''
  const prefix = Buffer.from(`${added.filter((line) => line !== '').join('\r\n')}\r\n${blank}`)
  return { header, messageId, content: Buffer.concat([prefix, mail.content]) }
}

function startsWithBlankLine(content: Uint8Array): boolean {
  return content[0] === 0x0d && content[1] === 0x0a
}

/** The Received field; none for what Exchange itself writes. */
function trace(origin: MailOrigin, { fqdn, build }: TransportSettings, now: Date): string {
  const date = mailDate(now)
  switch (origin.source) {
    case 'SMTP':
      return `Received: from ${word(origin.clientName)} (${origin.clientIp}) by ${fqdn}\r\n (${origin.serverIp}) with Microsoft SMTP Server id ${build}; ${date}`
    case 'STOREDRIVER':
      if (origin.serverIp === '')
        return `Received: from ${fqdn} by ${fqdn}\r\n with mapi id ${mapiBuild(build)}; ${date}`
      return `Received: from ${fqdn} ([${origin.serverIp}]) by ${fqdn}\r\n ([${origin.serverIp}]) with mapi id ${mapiBuild(build)}; ${date}`
    case 'PICKUP':
      return `Received: from localhost by Pickup with Microsoft SMTP Server id\r\n ${build}; ${date}`
    case 'REPLAY':
      return `Received: from localhost by Replay with Microsoft SMTP Server id\r\n ${build}; ${date}`
    default:
      return ''
  }
}

/** What a client calls itself stands in a header: a domain or an address literal, and nothing else. */
function word(name: string): string {
  return /^[\w.:[\]-]{1,255}$/.test(name) ? name : 'unknown'
}

/** `15.1.2507.6` as `15.01.2507.006`. */
function mapiBuild(build: string): string {
  const [major = '', minor = '', number = '', revision = ''] = build.split('.')
  return [major, minor.padStart(2, '0'), number.padStart(4, '0'), revision.padStart(3, '0')].join('.')
}

/** What Exchange itself writes. */
const own: readonly MailOrigin['source'][] = ['DSN', 'AGENT', 'ROUTING', 'REDUNDANCY']

/** Fields of Exchange's own. They stay within the organization; strangers' were taken off before (header firewall). */
function notes(
  { authenticatedAs, directionality, source }: MailOrigin,
  { fqdn, version }: TransportSettings,
  id: string,
  lacks: (name: string) => boolean,
): readonly string[] {
  const authAs = authenticatedAs !== null || own.includes(source) ? 'Internal' : 'Anonymous'
  const fields: readonly (readonly [string, string])[] = [
    ['X-MS-Exchange-Organization-AuthSource', fqdn],
    ['X-MS-Exchange-Organization-AuthAs', authAs],
    ['X-MS-Exchange-Organization-MessageDirectionality', directionality],
    ...(version === '2010' ? [] : [['X-MS-Exchange-Organization-Network-Message-Id', id] as const]),
  ]
  return fields.filter(([name]) => lacks(name)).map(([name, value]) => `${name}: ${value}`)
}

/**
 * A message that has passed too many servers, or this one too often, goes in a circle (RFC 5321 §6.3).
 * @returns what to tell whoever sends it; null when it is none
 */
export function hopRefusal(
  { fields }: MessageHeader,
  { fqdn, version }: Pick<TransportSettings, 'fqdn' | 'version'>,
  limits: HopLimits,
): SmtpReply | null {
  const traces = fields.filter(({ name }) => name.toLowerCase() === 'received')
  const own = ` by ${fqdn.toLowerCase()} `
  const here = traces.filter(({ value }) => value.toLowerCase().replace(/\s+/g, ' ').includes(own))
  if (traces.length <= limits.hops && here.length <= limits.localHops) return null
  return version === '2010'
    ? { code: 554, status: '5.4.6', text: 'Hop count exceeded - possible mail loop' }
    : { code: 554, status: '5.4.14', text: 'Hop count exceeded - possible mail loop ATTR34' }
}
