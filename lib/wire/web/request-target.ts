import type { IncomingMessage } from 'node:http'
import { canonicalName } from '@/lib/network'

/** What a request is for: the host without port, in lower case ('' where HTTP/1.0 gave none), and the origin-form. */
export type RequestTarget =
  | { readonly ok: true; readonly host: string; readonly target: string }
  | { readonly ok: false; readonly status: 400 | 501 | 505; readonly problem: string }

const hostName = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i
const addressLiteral = /^\[[0-9a-f:.]+\]$/i

function refused(problem: string, status: 400 | 501 | 505 = 400): RequestTarget {
  return { ok: false, status, problem }
}

/** The values of one field, as many as were sent. */
export function fieldValues({ rawHeaders }: IncomingMessage, name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
}

/** `mail.contoso.com:443` as mail.contoso.com; null for what no host can be. */
function parseAuthority(authority: string): string | null {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?$/.exec(authority) ?? []
  if (host.length > 254 || Number(port) > 65_535) return null
  return hostName.test(host) || addressLiteral.test(host) ? canonicalName(host) : null
}

/**
 * Only one way to frame a body is let in: no list of transfer codings, none at all with HTTP/1.0 (RFC 9112 §6.1).
 * What is worse than that (both lengths, two lengths, bare LF, folded lines) Node's parser refuses by itself.
 */
function framingProblem(request: IncomingMessage): RequestTarget | null {
  const codings = fieldValues(request, 'transfer-encoding')
  if (codings.length === 0) return null
  if (request.httpVersion !== '1.1') return refused('Invalid Header')
  return codings.length === 1 && codings[0]?.toLowerCase() === 'chunked'
    ? null
    : refused('Not Implemented', 501)
}

/** `https://mail.contoso.com/owa?x`: its authority counts, whatever Host says (RFC 9112 §3.2.2). */
function splitAbsolute(url: string): { authority: string; target: string } | null {
  const [, authority = '', rest = ''] = /^https?:\/\/([^/?#]*)([^#]*)$/i.exec(url) ?? []
  if (authority === '') return null
  return { authority, target: rest.startsWith('/') ? rest : `/${rest}` }
}

/**
 * Whose answer is wanted. Host decides (RFC 9110 §7.2), an absolute-form before it, and never the name in TLS: IIS
 * lets the two differ. More than one Host, none with HTTP/1.1, and what is no host are refused (RFC 9112 §3.2).
 */
export function readTarget(request: IncomingMessage): RequestTarget {
  const { httpVersion, method, url = '' } = request
  if (httpVersion !== '1.1' && httpVersion !== '1.0')
    return httpVersion === '0.9' ? refused('Bad Request') : refused('Version Not Supported', 505)
  const framing = framingProblem(request)
  if (framing) return framing
  const hosts = fieldValues(request, 'host')
  if (hosts.length > 1 || (hosts.length === 0 && httpVersion === '1.1')) return refused('Invalid Hostname')
  const said = hosts[0] === undefined || hosts[0] === '' ? '' : parseAuthority(hosts[0])
  if (said === null) return refused('Invalid Hostname')
  if (url === '*' && method === 'OPTIONS') return { ok: true, host: said, target: '*' }
  if (!/^[\x21-\x7e]+$/.test(url) || url.includes('#')) return refused('Invalid URL')
  if (url.startsWith('/')) return { ok: true, host: said, target: url }
  const absolute = splitAbsolute(url)
  const host = absolute && parseAuthority(absolute.authority)
  return absolute && host !== null
    ? { ok: true, host, target: absolute.target }
    : refused(absolute ? 'Invalid Hostname' : 'Invalid URL')
}
