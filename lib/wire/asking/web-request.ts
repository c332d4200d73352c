import { isIP, type Socket } from 'node:net'
import { type Answer, type NoAnswer, shown, type WebMet, type WebRequest } from '@/lib/network'
import { askServer } from './ask-server'
import { resolverOf } from './authoritative'
import { dial } from './dial'
import { exchangeHttp, type HttpProblem } from './exchange-http'
import { secure } from './handshake'
import { noAnswerWithin, type Reach } from './reach'

/** Far longer than any that a check asks for. */
const longestUrl = 2048

export interface WebAddress {
  readonly secured: boolean
  readonly host: string
  readonly port: number
  readonly hostHeader: string
  readonly path: string
}

/** The parts of a web address; null for what is none. */
export function parseWebAddress(text: string): WebAddress | null {
  if (text.length > longestUrl || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const secured = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (secured ? 443 : 80)
  return { secured, host, port, hostHeader: url.host, path: url.pathname + url.search }
}

function noHttp(problem: HttpProblem, ms: number): NoAnswer {
  if (problem === 'silent') return noAnswerWithin(ms)
  const reasons = {
    closed: 'It closed the connection without an answer.',
    malformed: 'What it answered is not HTTP.',
    invalid: 'The request holds a character that HTTP does not allow.',
  }
  return { kind: 'unreachable', reason: reasons[problem] }
}

type Found =
  | { readonly address: string; readonly answer?: never }
  | { readonly address: null; readonly answer: Answer }

async function findAddress(reach: Reach, host: string, { from, address }: WebRequest): Promise<Found> {
  if (address !== undefined) return { address }
  if (isIP(host)) return { address: host }
  const { answer } = await askServer(reach, resolverOf(reach, from), host, 'A')
  const found = answer.records.find(({ type }) => type === 'A')
  return found ? { address: found.data } : { address: null, answer }
}

async function spoken(
  reach: Reach,
  plain: Socket,
  { url, asked, address }: { url: WebAddress; asked: WebRequest; address: string },
): Promise<WebMet> {
  const tls = url.secured
    ? await secure(plain, { serverName: url.host, roots: reach.roots, ms: reach.answerMs })
    : null
  if (tls && !tls.met.ok) return { kind: 'tls', address, problem: tls.met.problem }
  const certificate = tls?.met.ok ? tls.met.certificate : null
  const { method = 'GET', headers = {}, body } = asked
  const sent = { method, path: url.path, host: url.hostHeader, headers, ...(body !== undefined && { body }) }
  const met = await exchangeHttp(tls?.socket ?? plain, sent, reach.answerMs)
  if (typeof met === 'string') return noHttp(met, reach.answerMs)
  return { kind: 'answered', address, certificate, ...met }
}

/** `Network.request`. */
export async function requestFrom(reach: Reach, asked: WebRequest): Promise<WebMet> {
  const url = parseWebAddress(asked.url)
  if (!url) return { kind: 'unreachable', reason: `"${shown(asked.url)}" is no web address.` }
  const { address, answer } = await findAddress(reach, url.host, asked)
  if (address === null) return { kind: 'no address', answer }
  const plain = await dial(reach, { address, port: url.port, from: asked.from })
  if ('kind' in plain) return plain
  const met = await spoken(reach, plain, { url, asked, address })
  plain.destroy()
  return met
}
