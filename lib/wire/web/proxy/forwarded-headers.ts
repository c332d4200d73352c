import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Visit } from '../web-answer'

/** By lower-case name, with the name as it was written, so that several of one name stay several. */
export type Fields = Record<string, string[]>

/** They belong to one connection (RFC 9110 §7.6.1); those that Connection names come on top. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
/** The proxy's own, which nobody outside may set. */
const ofArr = ['x-arr-log-id', 'x-arr-ssl', 'x-original-url', 'max-forwards']

/** The fields of a message that go on to the other side. */
export function endToEnd(raw: readonly string[]): Fields {
  const fields: Fields = {}
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const values = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (values) values.push(raw[index + 1] ?? '')
    else if (name !== '__proto__') fields[name] = [raw[index + 1] ?? '']
  }
  const named = (fields.connection ?? []).flatMap((value) =>
    value.split(',').map((one) => one.trim().toLowerCase()),
  )
  for (const name of [...hopByHop, ...named]) if (!mustStay.has(name)) delete fields[name]
  return fields
}

/** `Connection: host` or `Connection: content-length` would change what the message means on the way. */
const mustStay = new Set(['host', 'content-length', 'x-forwarded-for'])

function sslOf({ socket }: IncomingMessage): string | null {
  if (!(socket instanceof TLSSocket)) return null
  const shown = socket.getCertificate()
  const subject = shown && 'subject' in shown ? shown.subject?.CN : undefined
  const issuer = shown && 'issuer' in shown ? shown.issuer?.CN : undefined
  // Field values are ASCII here: a certificate's names may be anything.
  return `2048|256|CN=${issuer ?? ''}|CN=${subject ?? ''}`.replace(/[^\x20-\x7e]/g, '?')
}

/** What the server behind is sent: the fields that go on, the host as it was decided, and what ARR adds. */
export function requestFields({ request, host, target, expectsContinue }: Visit): Fields {
  const fields = endToEnd(request.rawHeaders)
  for (const name of [...ofArr, 'expect']) delete fields[name]
  const { remoteAddress = '', remotePort = 0 } = request.socket
  const from = [...(fields['x-forwarded-for'] ?? []), `${remoteAddress}:${remotePort}`].join(', ')
  const ssl = sslOf(request)
  return {
    ...fields,
    host: [host],
    ...(request.headers['transfer-encoding'] ? { 'transfer-encoding': ['chunked'] } : {}),
    ...(expectsContinue ? { expect: ['100-continue'] } : {}),
    ...(ssl ? { 'x-arr-ssl': [ssl] } : {}),
    'x-original-url': [target],
    'x-forwarded-for': [from],
    'x-arr-log-id': [randomUUID()],
    'max-forwards': ['10'],
  }
}

/** Trailers that may not come late: they frame or route the message (RFC 9110 §6.5.1). */
const neverTrailers = new Set([
  ...hopByHop,
  ...ofArr,
  'content-length',
  'host',
  'expect',
  'content-encoding',
  'content-type',
  'authorization',
  'x-forwarded-for',
])

export function trailerFields(raw: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(endToEnd(raw)).filter(([name]) => !neverTrailers.has(name)))
}
