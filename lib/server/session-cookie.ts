import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { sessionDays } from './sessions'

/**
 * The cookie of next-auth: same name, same encryption, so that getServerSession and /api/auth read it too.
 * It holds the session row's id and nothing that could be out of date.
 */
export function sessionCookieName(): string {
  return overHttps() ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

export function overHttps(): boolean {
  return process.env.NEXTAUTH_URL?.startsWith('https://') ?? false
}

export const sessionSeconds = sessionDays * 24 * 60 * 60

/** In an action or a route handler: from the next request on, this browser is this session. */
export async function setSessionCookie(sessionId: string): Promise<void> {
  const token = await encode({ token: { sessionId }, secret: secret(), maxAge: sessionSeconds })
  const jar = await cookies()
  jar.set(sessionCookieName(), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: overHttps(),
    path: '/',
    maxAge: sessionSeconds,
  })
}

export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name: sessionCookieName(), path: '/', secure: overHttps() })
}

/** The session's id in this request's cookie; null when there is none, or it is not ours or ran out. */
export async function readSessionCookie(): Promise<string | null> {
  const jar = await cookies()
  return readSessionToken(jar.get(sessionCookieName())?.value)
}

export async function readSessionToken(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const held = await decode({ token, secret: secret() }).catch(() => null)
  return typeof held?.sessionId === 'string' ? held.sessionId : null
}

function secret(): string {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: start with `npm start`, which sets it')
  return secret
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string
  }
}
