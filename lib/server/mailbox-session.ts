import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import type { MailboxUser } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { db } from './db'
import { overHttps } from './session-cookie'
import { type UserWithAddresses, userOf, withAddresses } from './user-row'

/**
 * The session of a user of the site in Outlook Web App: a cookie of its own, that no page of the dashboard reads. It says
 * who it is, and which password they had: another password, an account or mailbox that is turned off end it.
 */
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

/** What the cookie holds: whose session it is, and a proof of the password that they had. */
export function mailboxToken(userId: string, passwordHash: string): Promise<string> {
  const token = { mailboxUser: userId, proof: proofOf(passwordHash) }
  return encode({ token, secret: key(), maxAge: mailboxSessionSeconds })
}

/** In an action, after the password was right. */
export async function beginMailboxSession(userId: string, passwordHash: string): Promise<void> {
  const jar = await cookies()
  jar.set(mailboxCookieName(), await mailboxToken(userId, passwordHash), {
    httpOnly: true,
    sameSite: 'lax',
    secure: overHttps(),
    path,
    maxAge: mailboxSessionSeconds,
  })
}

export async function leaveMailboxSession(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name: mailboxCookieName(), path, secure: overHttps() })
}

/** Why somebody with the right password is not let in; null when they are. */
export function barred(user: ReturnType<typeof userOf>): string | null {
  if (!user.enabled) return 'This account is deactivated.'
  if (!user.mailbox) return 'This account has no mailbox.'
  if (user.attributes.cas?.OWAEnabled === false) return 'Outlook Web App is turned off for this mailbox.'
  return null
}

/** Whose mailbox this request may open; asked of the database once a request. */
export const currentMailbox = cache(async (): Promise<MailboxUser | null> => {
  const jar = await cookies()
  return mailboxOfToken(jar.get(mailboxCookieName())?.value)
})

/** Whose mailbox a cookie opens now; null where it is not ours, ran out, or something has changed since. */
export async function mailboxOfToken(token: string | undefined): Promise<MailboxUser | null> {
  if (!token) return null
  const held = await decode({ token, secret: key() }).catch(() => null)
  if (typeof held?.mailboxUser !== 'string' || typeof held.proof !== 'string') return null
  const row = await findRow(held.mailboxUser)
  if (!row || !same(held.proof, proofOf(row.passwordHash))) return null
  const user = userOf(row)
  return user.mailbox && barred(user) === null ? { ...user, mailbox: user.mailbox } : null
}

function findRow(id: string): Promise<UserWithAddresses | null> {
  return db.user.findUnique({ where: { id }, include: withAddresses })
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
    mailboxUser?: string
    proof?: string
  }
}
