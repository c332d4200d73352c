import { ok, type Result, refuse } from '@/lib/shell'
import { ipv4Number, parseIpv4, parseIpv6 } from './addresses'
import { canonicalName, shown } from './names'
import { ownerName } from './zone'

/** The types that people make at a domain name provider. */
export const editableTypes = ['A', 'AAAA', 'MX', 'TXT', 'SRV', 'CNAME'] as const
export type EditableType = (typeof editableTypes)[number]

const longestText = 4000

function wrong(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, { recommendedAction })
}

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

function isName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((part) => label.test(part))
}

/**
 * A record's name as a provider's form takes it: relative to the zone, whatever it looks like, so that
 * `mail.contoso.com` becomes mail.contoso.com.contoso.com; empty or '@' is the zone itself. With the root's dot
 * it is absolute. `*` may stand as the first label (RFC 4592 §2.1.1).
 */
export function parseRecordName(typed: string, domain: string): Result<string> {
  const name = typed.trim().toLowerCase()
  if (name === '' || name === '@' || name === `${canonicalName(domain)}.`) return ok('@')
  const suffix = `.${canonicalName(domain)}.`
  if (name.endsWith('.') && !name.endsWith(suffix))
    return wrong(
      'RecordNameOutsideZone',
      `"${shown(name)}" is not in ${domain}.`,
      `Type the name without ${domain} and without a dot at its end, such as mail.`,
    )
  const relative = name.endsWith('.') ? name.slice(0, -suffix.length) : name
  const below = relative.replace(/^\*(\.|$)/, '')
  if (relative.length + domain.length < 253 && (below === '' || isName(below))) return ok(relative)
  return wrong(
    'RecordNameInvalid',
    `"${shown(typed)}" is not a record name.`,
    'Use letters, digits, hyphens and underscores, with dots between the parts; @ stands for the domain itself.',
  )
}

/** A host in a record's data: one label is relative to the zone, all others are absolute, with or without the dot. */
function parseTarget(typed: string, domain: string): Result<string> {
  if (typed === '.') return ok('.')
  const name = typed.toLowerCase().replace(/\.$/, '')
  if (name === '@') return ok(`${canonicalName(domain)}.`)
  if (/[:/]/.test(name) || !isName(name))
    return wrong(
      'RecordTargetInvalid',
      `"${shown(typed)}" is not the name of a computer.`,
      `Such as mail.${domain}, without https:// and without a port.`,
    )
  return ok(`${name.includes('.') ? name : ownerName(name, domain)}.`)
}

/** Whether all are whole numbers that fit in 16 bits. */
function are16Bit(numbers: readonly (string | undefined)[]): boolean {
  return numbers.every((number) => /^\d{1,5}$/.test(number ?? '') && Number(number) < 65_536)
}

function parseMx(typed: string, domain: string): Result<string> {
  const [preference, host, ...rest] = typed.split(/\s+/)
  if (!are16Bit([preference]) || !host || rest.length > 0)
    return wrong(
      'MxInvalid',
      `"${shown(typed)}" is not an MX value.`,
      `Type the preference and the mail server, such as 0 mail.${domain}.`,
    )
  const target = parseTarget(host, domain)
  return target.ok ? ok(`${Number(preference)} ${target.value}`) : target
}

function parseSrv(typed: string, domain: string): Result<string> {
  const [priority, weight, port, host, ...rest] = typed.split(/\s+/)
  if (!are16Bit([priority, weight, port]) || !host || rest.length > 0)
    return wrong(
      'SrvInvalid',
      `"${shown(typed)}" is not an SRV value.`,
      `Type priority, weight, port and target, such as 0 0 443 mail.${domain}.`,
    )
  const target = parseTarget(host, domain)
  return target.ok ? ok(`${Number(priority)} ${Number(weight)} ${Number(port)} ${target.value}`) : target
}

/** The text of a TXT record. Where it was typed as a zone file writes it, in quotes, they are taken off. */
function parseText(typed: string): Result<string> {
  const strings = /^"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*$/.test(typed)
    ? [...typed.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => (text ?? '').replace(/\\(.)/g, '$1'))
    : [typed]
  const text = strings.join('')
  if (text === '')
    return wrong('TextIsEmpty', 'The text of the record is missing.', 'Such as v=spf1 a mx ~all.')
  if (/\p{Cc}/u.test(text) || !text.isWellFormed())
    return wrong(
      'TextHasControlCharacter',
      'The text holds a line break or another control character.',
      'Type it in one line.',
    )
  if (text.length > longestText)
    return wrong(
      'TextTooLong',
      `The text is ${text.length} characters long.`,
      `At most ${longestText} are allowed.`,
    )
  return ok(text)
}

/**
 * A record's data as AnswerRecord has it. As a real provider, it looks at the form only: an MX that leads to an
 * address or an alias, or a private address for all the world, is taken.
 */
export function parseRecordData(type: EditableType, typed: string, domain: string): Result<string> {
  const text = typed.trim()
  switch (type) {
    case 'A':
      return parseIpv4(text)
    case 'AAAA':
      return parseIpv6(text)
    case 'MX':
      return parseMx(text, domain)
    case 'SRV':
      return parseSrv(text, domain)
    case 'TXT':
      return parseText(text)
    case 'CNAME':
      return parseTarget(text, domain)
  }
}

export interface Mx {
  readonly preference: number
  /** Without the root's dot. */
  readonly host: string
}

/** Reads what parseRecordData wrote, or a name server answered. */
export function readMx(data: string): Mx {
  const [preference = '', host = ''] = data.split(/\s+/)
  return { preference: Number(preference), host: canonicalName(host) }
}

export interface Srv {
  readonly priority: number
  readonly weight: number
  readonly port: number
  readonly target: string
}

export function readSrv(data: string): Srv {
  const [priority, weight, port, target = ''] = data.split(/\s+/)
  return {
    priority: Number(priority),
    weight: Number(weight),
    port: Number(port),
    target: canonicalName(target),
  }
}

/** Whether a host name is really an IPv4 address, as in a wrong MX record. */
export function isAddress(host: string): boolean {
  return parseIpv4(host).ok && ipv4Number(host) > 0
}
