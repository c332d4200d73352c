import type { Socket } from 'node:net'
import type { NoAnswer, Vantage } from '@/lib/network'
import { officeBinding } from '../loopback-source'
import { route } from '../route'
import type { WireMap } from '../wire-map'
import { dial, leave } from './dial'
import { Replies } from './replies'

/** RFC 5321 §4.5.3.1.6. */
const longestLine = 998
/** A server may wait before it refuses (TarpitInterval: 5 s), and keeps a message before it says 250. */
const answerMs = 12_000
/** As long as somebody may type. */
const lifetimeMs = 600_000
/** Lines of one session, those of the message included. */
const mostLines = 500

export interface Said {
  /** Empty for a line of the message: nothing is answered before the dot. */
  readonly reply: string
  /** What is expected next: a command, or a line of the message (RFC 5321 §4.1.1.4). */
  readonly expects: 'command' | 'message' | 'nothing'
}

/** An SMTP session that somebody types, as with telnet. */
export interface TypedSession {
  readonly greeting: Said
  say(line: string): Promise<Said>
  close(): void
}

/** Connects as a computer on the Internet or a PC in the office does. */
export async function openTypedSession(
  map: WireMap,
  { address, port, from }: { readonly address: string; readonly port: number; readonly from: Vantage },
): Promise<TypedSession | NoAnswer> {
  const place = () => ({
    host: '127.0.0.1',
    port: route(map, from, 'tcp', address, port),
    ...(from === 'inside' ? { localAddress: officeBinding } : {}),
  })
  const reach = { place, turn: async () => () => {}, timeoutMs: 3000, answerMs }
  const socket = await dial({ ...unasked(map), ...reach }, { address, port, from }, lifetimeMs)
  return 'kind' in socket ? socket : greeted(socket)
}

/** What a plain connection does not need. */
const unasked = ({ resolvers, roots }: WireMap) => ({ resolvers, roots, nameServers: new Map() })

async function greeted(socket: Socket): Promise<TypedSession> {
  const replies = new Replies(socket)
  const first = await replies.next(answerMs, { greeting: true })
  let inMessage = false
  let lines = 0
  const ended = (reply: string): Said => {
    leave(socket)
    return { reply, expects: 'nothing' }
  }
  return {
    greeting: first.whole ? { reply: first.text, expects: 'command' } : ended('It did not greet.'),
    async say(line) {
      if (socket.destroyed) return ended('The connection is closed.')
      if (++lines > mostLines) return ended(`More than ${mostLines} lines are too many.`)
      if (line.length > longestLine || /[\r\n\0]/.test(line))
        return {
          reply: 'This is not one line, and was not sent.',
          expects: inMessage ? 'message' : 'command',
        }
      socket.write(`${line}\r\n`)
      if (inMessage && line !== '.') return { reply: '', expects: 'message' }
      const { text, whole } = await replies.next(answerMs)
      if (!whole) return ended(text || 'It closed the connection, or did not answer.')
      inMessage = /^data\s*$/i.test(line) && text.startsWith('354')
      if (text.startsWith('221') || text.startsWith('421')) return ended(text)
      return { reply: text, expects: inMessage ? 'message' : 'command' }
    },
    close: () => leave(socket),
  }
}
