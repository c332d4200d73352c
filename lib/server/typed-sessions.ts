import { randomUUID } from 'node:crypto'
import type { Vantage } from '@/lib/network'
import { openTypedSession, type Said, type TypedSession } from '@/lib/wire/client'
import { wireMap } from './network'

interface Open {
  readonly id: string
  readonly owner: string
  readonly session: TypedSession
}

/** More people than type at the same time. */
const mostOpen = 20
/** A session ends at the latest after this time, and so does what is known of it. */
const longestMs = 600_000

// Routes and actions may be bundled apart: what is open is known to all of this process.
const held = globalThis as { typedSessions?: Map<string, Open> }
const sessions = () => {
  held.typedSessions ??= new Map()
  return held.typedSessions
}

export type Opened =
  | { readonly ok: true; readonly id: string; readonly greeting: Said }
  | { readonly ok: false; readonly reason: string }

/** Opens an SMTP session that a person types; the one that they had is closed. */
export async function openSession(
  owner: string,
  to: { readonly address: string; readonly port: number; readonly from: Vantage },
): Promise<Opened> {
  closeSessions(owner)
  if (sessions().size >= mostOpen) return { ok: false, reason: 'Too many sessions are open. Try it later.' }
  const map = await wireMap()
  if (!map) return { ok: false, reason: 'The simulated network does not run. It is started again by itself.' }
  const session = await openTypedSession(map, to)
  if ('kind' in session) return { ok: false, reason: reasonOf(session, to) }
  const id = randomUUID()
  if (session.greeting.expects === 'nothing') return { ok: true, id, greeting: session.greeting }
  // Others may have come while it was being opened.
  closeSessions(owner)
  if (sessions().size >= mostOpen) {
    session.close()
    return { ok: false, reason: 'Too many sessions are open. Try it later.' }
  }
  sessions().set(id, { id, owner, session })
  setTimeout(() => {
    session.close()
    sessions().delete(id)
  }, longestMs).unref()
  return { ok: true, id, greeting: session.greeting }
}

function reasonOf(
  met: { readonly kind: string; readonly reason?: string },
  { address, port }: { readonly address: string; readonly port: number },
): string {
  if (met.kind === 'refused') return `${address} refuses connections to port ${port}: nothing listens there.`
  return `${address}:${port} does not answer. ${met.reason ?? ''}`.trim()
}

/** Says one line in one's own session. */
export async function sayIn(owner: string, id: string, line: string): Promise<Said> {
  const open = sessions().get(id)
  if (open?.owner !== owner) return { reply: 'This session is closed. Connect again.', expects: 'nothing' }
  const said = await open.session.say(line)
  if (said.expects === 'nothing') sessions().delete(id)
  return said
}

/** Closes whatever a person has open. */
export function closeSessions(owner: string): void {
  for (const { id, owner: whose, session } of sessions().values()) {
    if (whose !== owner) continue
    session.close()
    sessions().delete(id)
  }
}
