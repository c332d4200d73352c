import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import type { Visitor } from './sessions'

const addressMark = 'x-dashboard-address'
const pathMark = 'x-dashboard-path'

/**
 * Puts on every request what Next does not tell a page: the socket's address (Next takes over an X-Forwarded-For
 * that anybody may have written) and the path. Whatever a client sends under these names is overwritten.
 * Called once, by instrumentation.ts, before the first request.
 */
export function markRequests(): void {
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket }
    request.headers[addressMark] = socket.remoteAddress ?? ''
    request.headers[pathMark] = request.url ?? ''
  })
}

/** The path and query that the browser shows; null where requests are not marked. */
export function requestPath(headers: Headers): string | null {
  const marked = headers.get(pathMark)
  if (!marked?.startsWith('/') || !URL.canParse(marked, 'http://dashboard.invalid')) return null
  const url = new URL(marked, 'http://dashboard.invalid')
  url.searchParams.delete('_rsc')
  return url.pathname + url.search
}

export function visitorOf(headers: Headers): Visitor {
  return { address: clientAddress(headers), userAgent: headers.get('user-agent') ?? '' }
}

/**
 * With TRUST_PROXY=1 the last entry of X-Forwarded-For, which the proxy in front wrote itself; the ones before it
 * are the client's own word. Without, the socket's address.
 */
export function clientAddress(headers: Headers): string {
  const proxied =
    process.env.TRUST_PROXY === '1' ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : ''
  const address = (proxied || headers.get(addressMark) || '').replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(address) ? address : 'unknown'
}
