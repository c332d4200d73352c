import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { MailboxUser } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { db } from './db'
import { overHttps } from './session-cookie'
import { isId } from './sessions'
import { userOf, withAddresses } from './user-row'

/** A user of the site whose password was right and who may open their mailbox. */
export interface AdmittedUser {
  readonly id: string
  readonly mailboxGuid: string
  readonly passwordHash: string
}

/** The session of a user of the site in Outlook Web App: a cookie of its own, that no page of the dashboard reads. */
export function mailboxCookieName(): string {
  return overHttps() ? '__Secure-outlook-session' : 'outlook-session'
}

/** As long as Outlook Web App on a private computer: 8 hours. */
export const mailboxSessionSeconds = 8 * 60 * 60

const path = '/owa'

function key(): string {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: start with `npm start`, which sets it')
  return createHmac('sha256', secret).update('outlook web app').digest('base64url')
}

function proofOf(passwordHash: string): string {
  return createHmac('sha256', key()).update(passwordHash).digest('base64url')
}

/**
 * Begins a session, and ends the one before it.
 * @param before the cookie that the browser had
 * @returns the cookie: it holds the id of its row, and a proof of the password that they had
 */
export async function openMailboxSession(
  { id, mailboxGuid, passwordHash }: AdmittedUser,
  before?: string,
): Promise<string> {
  await endMailboxSession(before)
  const session = await db.mailboxSession.create({ data: { userId: id, mailboxGuid }, select: { id: true } })
  await db.$executeRaw`delete from "MailboxSession" where "createdAt" < now() - interval '1 day'`
  const token = { mailboxSession: session.id, proof: proofOf(passwordHash) }
  return encode({ token, secret: key(), maxAge: mailboxSessionSeconds })
}

/** In an action, after the password was right. The session that this browser had before ends. */
export async function beginMailboxSession(user: AdmittedUser): Promise<void> {
  const jar = await cookies()
  const before = jar.get(mailboxCookieName())?.value
  jar.set(mailboxCookieName(), await openMailboxSession(user, before), {
    httpOnly: true,
    sameSite: 'lax',
    secure: overHttps(),
    path,
    maxAge: mailboxSessionSeconds,
  })
}

/** Ends the session of this browser, and with it every copy of its cookie. */
export async function leaveMailboxSession(): Promise<void> {
  const jar = await cookies()
  await endMailboxSession(jar.get(mailboxCookieName())?.value)
  jar.delete({ name: mailboxCookieName(), path, secure: overHttps() })
}

export async function endMailboxSession(token: string | undefined): Promise<void> {
  const held = await readToken(token)
  if (held) await db.mailboxSession.deleteMany({ where: { id: held.sessionId } })
}

export const noMailbox = 'This account has no mailbox.'

/** Why somebody with the right password is not let in; null when they are. */
export function barred(user: ReturnType<typeof userOf>): string | null {
  if (!user.enabled) return 'This account is deactivated.'
  if (!user.mailbox) return noMailbox
  if (user.attributes.cas?.OWAEnabled === false) return 'Outlook Web App is turned off for this mailbox.'
  return null
}

/** Whose mailbox this request may open; asked of the database once a request. */
export const currentMailbox = cache(async (): Promise<MailboxUser | null> => {
  const jar = await cookies()
  return mailboxOfToken(jar.get(mailboxCookieName())?.value)
})

/**
 * Whose mailbox a cookie opens now; null where it is not ours, ran out, or was ended. Another password, another mailbox,
 * an account or mailbox that is turned off end the session for good.
 */
export async function mailboxOfToken(token: string | undefined): Promise<MailboxUser | null> {
  const held = await readToken(token)
  if (!held) return null
  const session = await db.mailboxSession.findUnique({
    where: { id: held.sessionId },
    select: { mailboxGuid: true, user: { include: withAddresses } },
  })
  if (!session) return null
  const user = userOf(session.user)
  const still = user.mailbox?.guid === session.mailboxGuid && barred(user) === null
  if (still && same(held.proof, proofOf(user.passwordHash))) return { ...user, mailbox: user.mailbox }
  await endMailboxSession(token)
  return null
}

/** What a cookie of ours holds. */
async function readToken(
  token: string | undefined,
): Promise<{ readonly sessionId: string; readonly proof: string } | null> {
  if (!token) return null
  const held = await decode({ token, secret: key() }).catch(() => null)
  const { mailboxSession: sessionId, proof } = held ?? {}
  return typeof sessionId === 'string' && isId(sessionId) && typeof proof === 'string'
    ? { sessionId, proof }
    : null
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** For pages: the mailbox, else on to the sign-in page of Outlook Web App. */
export async function requireCurrentMailbox(): Promise<MailboxUser> {
  return (await currentMailbox()) ?? redirect('/owa/sign-in')
}

/** For actions and route handlers. Error: MailboxNotSignedIn. */
export async function checkMailbox(): Promise<Result<MailboxUser>> {
  const user = await currentMailbox()
  if (!user)
    return refuse('PermissionDenied', 'MailboxNotSignedIn', 'You are not signed in any more.', {
      recommendedAction: 'Copy what you wrote, sign in again in another tab, then send it once more.',
    })
  return ok(user)
}

declare module 'next-auth/jwt' {
  interface JWT {
    mailboxSession?: string
    proof?: string
  }
}
