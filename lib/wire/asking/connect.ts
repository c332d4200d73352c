import { isIPv6, type Socket } from 'node:net'
import type { Met, TlsMet } from '@/lib/network'
import { type Destination, dial, leave } from './dial'
import { exchangeHttp } from './exchange-http'
import { secure } from './handshake'
import type { Reach } from './reach'
import { Replies } from './replies'

/** Where the server speaks first, and how one takes leave. 2525 is where a site's own transport may listen, too. */
const farewells: Readonly<Record<number, string>> = {
  25: 'QUIT',
  465: 'QUIT',
  587: 'QUIT',
  2525: 'QUIT',
  110: 'QUIT',
  995: 'QUIT',
  143: 'a LOGOUT',
  993: 'a LOGOUT',
}
/** TLS from the first byte on (RFC 8314 §3). */
export const tlsPorts: ReadonlySet<number> = new Set([443, 465, 993, 995])
const webPorts: ReadonlySet<number> = new Set([80, 443])

type Answered = Extract<Met, { kind: 'answered' }>

/** RFC 5321 §4.2: a greeting's first word is the server's name. POP3 and IMAP tell none. */
function nameInGreeting(banner: string | null): string | null {
  return /^220[ -]([a-z0-9._-]{1,255})/i.exec(banner ?? '')?.[1] ?? null
}

async function greeted(socket: Socket, farewell: string, ms: number): Promise<string | null> {
  const { text } = await new Replies(socket).next(ms, { greeting: true })
  socket.end(`${farewell}\r\n`)
  return text || null
}

async function fetched(socket: Socket, host: string, ms: number): Promise<Answered['http']> {
  const met = await exchangeHttp(socket, { method: 'GET', path: '/', host }, ms)
  return typeof met === 'string' ? null : { status: met.status, headers: met.headers }
}

interface Spoken {
  readonly banner: string | null
  readonly http: Answered['http']
}

async function speak(socket: Socket, port: number, host: string, ms: number): Promise<Spoken> {
  const farewell = farewells[port]
  const banner = farewell ? await greeted(socket, farewell, ms) : null
  const http = webPorts.has(port) ? await fetched(socket, host, ms) : null
  leave(socket)
  return { banner, http }
}

/** `Network.connect`: connects, and listens or speaks as the port's protocol wants; each step has its time limit. */
export async function connectTo(reach: Reach, to: Destination, serverName: string): Promise<Met> {
  const plain = await dial(reach, to)
  if ('kind' in plain) return plain
  const { address, port } = to
  const secured = tlsPorts.has(port)
    ? await secure(plain, { serverName, roots: reach.roots, ms: reach.answerMs })
    : null
  const tls: TlsMet | null = secured?.met ?? null
  const host = isIPv6(serverName) ? `[${serverName}]` : serverName
  const socket = secured ? secured.socket : plain
  if (!socket) plain.destroy()
  const spoken = socket ? await speak(socket, port, host, reach.answerMs) : { banner: null, http: null }
  const server = nameInGreeting(spoken.banner) ?? spoken.http?.headers['x-feserver'] ?? null
  return { kind: 'answered', address, port, server, tls, ...spoken }
}
