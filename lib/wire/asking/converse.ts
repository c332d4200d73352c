import type { Socket } from 'node:net'
import type { Conversation, TlsMet } from '@/lib/network'
import { tlsPorts } from './connect'
import { type Destination, dial, leave } from './dial'
import { secure } from './handshake'
import type { Reach } from './reach'
import { Replies } from './replies'

const mostLines = 50
/** RFC 5321 §4.5.3.1.6, the longest of its lines. */
const longestLine = 998
/** The whole dialogue may take as long as so many slow replies. */
const slowReplies = 10

/** Why these lines are not said; null when they may be. */
function whyNot(lines: readonly string[]): string | null {
  if (lines.length > mostLines) return `${lines.length} lines are too many: at most ${mostLines} are said.`
  const bad = lines.find((line) => /[\r\n\0]/.test(line) || line.length > longestLine)
  return bad === undefined ? null : `"${bad.slice(0, 40).replace(/\p{Cc}/gu, '·')}" is not one line.`
}

/** As far as it has come. */
export interface Dialogue {
  readonly socket: Socket
  readonly replies: Replies
  readonly tls: TlsMet | null
  readonly exchanges: readonly { readonly said: string; readonly reply: string }[]
  readonly broken: string | null
}

function brokenAt(said: string, socket: Socket): string {
  const ended = socket.destroyed || !socket.readable
  return ended ? `It closed the connection after ${said}.` : `It did not answer ${said}.`
}

/** RFC 3207 §4: after the 220, TLS. The new replies know nothing of what was said in the clear along with it. */
async function startTls(reach: Reach, dialogue: Dialogue): Promise<Dialogue> {
  const { met, socket } = await secure(dialogue.socket, {
    serverName: null,
    roots: reach.roots,
    ms: reach.answerMs,
  })
  if (!socket) return { ...dialogue, tls: met, broken: met.ok ? null : met.problem }
  return { ...dialogue, tls: met, socket, replies: new Replies(socket) }
}

/** @param bytes what goes over the wire, where that is not the line itself */
export async function say(
  reach: Reach,
  dialogue: Dialogue,
  said: string,
  bytes: Uint8Array | string = `${said}\r\n`,
): Promise<Dialogue> {
  dialogue.socket.write(bytes)
  const reply = await dialogue.replies.next(reach.answerMs)
  const exchanges = reply.text ? [...dialogue.exchanges, { said, reply: reply.text }] : dialogue.exchanges
  if (!reply.whole) return { ...dialogue, exchanges, broken: brokenAt(said, dialogue.socket) }
  const upgrades = /^starttls$/i.test(said.trim()) && reply.text.startsWith('220')
  return upgrades ? startTls(reach, { ...dialogue, exchanges }) : { ...dialogue, exchanges }
}

export async function begin(reach: Reach, plain: Socket, port: number): Promise<Dialogue> {
  const open = { exchanges: [], broken: null }
  if (!tlsPorts.has(port)) return { ...open, socket: plain, replies: new Replies(plain), tls: null }
  const { met, socket } = await secure(plain, { serverName: null, roots: reach.roots, ms: reach.answerMs })
  const speaking = socket ?? plain
  const broken = met.ok ? null : met.problem
  return { ...open, socket: speaking, replies: new Replies(speaking), tls: met, broken }
}

export async function greetedBy(
  reach: Reach,
  dialogue: Dialogue,
): Promise<{ greeting: string; dialogue: Dialogue }> {
  if (dialogue.broken) return { greeting: '', dialogue }
  const { text, whole } = await dialogue.replies.next(reach.answerMs, { greeting: true })
  return { greeting: text, dialogue: whole ? dialogue : { ...dialogue, broken: 'It did not greet.' } }
}

/** `Network.converse`. */
export async function converseWith(
  reach: Reach,
  to: Destination,
  lines: readonly string[],
): Promise<Conversation> {
  const reason = whyNot(lines)
  if (reason) return { kind: 'forbidden', reason }
  const plain = await dial(reach, to, reach.answerMs * slowReplies)
  if ('kind' in plain) return plain
  let { greeting, dialogue } = await greetedBy(reach, await begin(reach, plain, to.port))
  for (const line of lines) if (!dialogue.broken) dialogue = await say(reach, dialogue, line)
  return takeLeave(dialogue, to, greeting)
}

/** Says QUIT, and tells all that was said before. */
export function takeLeave(
  dialogue: Dialogue,
  { address, port }: Destination,
  greeting: string,
): Conversation {
  const { exchanges, tls, broken, socket } = dialogue
  if (!broken) socket.end('QUIT\r\n')
  leave(socket)
  return { kind: 'answered', address, port, greeting, exchanges, tls, broken }
}
