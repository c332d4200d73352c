import { type ErrorRecord, errorRecord, fail, ok, type Result } from '@/lib/shell'
import { hashPassword, isOneTime, isOutdated, isPassword, parseNewPassword } from './administrator-password'
import { db } from './db'
import { endSessions, openSession, type Person, readRole, type Visitor } from './sessions'
import {
  accountCounter,
  addressCounter,
  type Counter,
  forgetAttempts,
  passwordChangeCounter,
  reserveAttempt,
  takeBackAttempt,
} from './sign-in-throttle'

export interface SignInAnswers {
  readonly email: string
  readonly password: string
  /** Asked for after a one-time password (`NewPasswordNeeded`). */
  readonly newPassword?: string
}

/** How addresses are compared; none is longer (RFC 5321 4.5.3.1.3), and PostgreSQL's text holds no NUL. */
export function emailKeyOf(email: string): string {
  return email.replaceAll('\0', '').trim().normalize('NFC').toLowerCase().slice(0, 254)
}

/**
 * Checks the password and opens a session. Whether the account exists shows neither in the answer nor in the time
 * that it takes nor in when it locks.
 * Errors: SignInRefused, SignInLocked (also when this attempt was the one too many), NewPasswordNeeded, and those of
 * parseNewPassword with target newPassword.
 */
export async function signIn(answers: SignInAnswers, visitor: Visitor): Promise<Result<Person>> {
  const emailKey = emailKeyOf(answers.email)
  const counters = [addressCounter(visitor.address), accountCounter(emailKey)] as const
  const attempt = await reserveAll(counters)
  if (!attempt.allowed) return fail(locked(attempt.waitSeconds))
  const account = await db.administrator.findUnique({ where: { emailKey } })
  const right = await isPassword(answers.password.slice(0, 1000), account?.passwordHash)
  if (!account || !right) return fail(attempt.waitSeconds ? locked(attempt.waitSeconds) : signInRefused)
  await takeBackAttempt(counters[0])
  await forgetAttempts(counters[1])
  const chosen = await chooseLastingPassword(account, answers)
  return chosen.ok ? ok(await admit(account, visitor)) : chosen
}

/** The address first: what it may not try does not lock the account for others. */
async function reserveAll(counters: readonly Counter[]) {
  let waitSeconds = 0
  for (const counter of counters) {
    const attempt = await reserveAttempt(counter)
    if (!attempt.allowed) return attempt
    waitSeconds = Math.max(waitSeconds, attempt.waitSeconds)
  }
  return { allowed: true, waitSeconds }
}

type Account = NonNullable<Awaited<ReturnType<typeof db.administrator.findUnique>>>

/** A one-time password has to be exchanged for one's own; an old hash is made anew with today's costs. */
async function chooseLastingPassword(account: Account, answers: SignInAnswers): Promise<Result<void>> {
  if (!isOneTime(account.passwordHash)) {
    if (isOutdated(account.passwordHash)) await replaceHash(account, answers.password)
    return ok(undefined)
  }
  if (!answers.newPassword) return fail(newPasswordNeeded)
  const parsed = parseNewPassword(answers.newPassword, account, 'newPassword')
  if (!parsed.ok) return parsed
  if (answers.newPassword === answers.password) return fail(newPasswordNeeded)
  return (await replaceHash(account, parsed.value)) ? ok(undefined) : fail(signInRefused)
}

/** False when somebody else replaced it meanwhile: a one-time password works for one of two. */
async function replaceHash({ id, passwordHash }: Account, password: string): Promise<boolean> {
  const { count } = await db.administrator.updateMany({
    where: { id, passwordHash },
    data: { passwordHash: await hashPassword(password) },
  })
  return count > 0
}

async function admit({ id, email, name, role }: Account, visitor: Visitor): Promise<Person> {
  return { id, email, name, role: readRole(role), sessionId: await openSession(id, visitor) }
}

/**
 * Changes one's own password and ends one's other sessions. The current one is asked for, and throttled, because
 * an unlocked screen is not proof of who sits before it.
 */
export async function changePassword(
  person: Person,
  answers: { current: string; next: string },
): Promise<Result<{ endedSessions: number }>> {
  const parsed = parseNewPassword(answers.next, person, 'next')
  if (!parsed.ok) return parsed
  const counter = passwordChangeCounter(person.id)
  const attempt = await reserveAttempt(counter)
  if (!attempt.allowed) return fail(locked(attempt.waitSeconds))
  const account = await db.administrator.findUnique({ where: { id: person.id } })
  if (!account || !(await isPassword(answers.current.slice(0, 1000), account.passwordHash)))
    return fail(attempt.waitSeconds ? locked(attempt.waitSeconds) : wrongCurrentPassword)
  await forgetAttempts(counter)
  if (!(await replaceHash(account, parsed.value))) return fail(wrongCurrentPassword)
  return ok({ endedSessions: await endSessions(person.id, { but: person.sessionId }) })
}

/** Also told for next-auth's own `?error=CredentialsSignin`. */
export const signInRefused: ErrorRecord = errorRecord(
  'PermissionDenied',
  'SignInRefused',
  'The email address or the password is wrong.',
  {
    recommendedAction:
      'Check both. If the password is lost, an administrator of this dashboard can make you a new one under Settings > People.',
  },
)

const newPasswordNeeded: ErrorRecord = errorRecord(
  'InvalidOperation',
  'NewPasswordNeeded',
  'This password was made for you and works once. Choose your own now.',
  { target: 'newPassword' },
)

const wrongCurrentPassword: ErrorRecord = errorRecord(
  'PermissionDenied',
  'CurrentPasswordWrong',
  'This is not your current password.',
  { target: 'current', recommendedAction: 'Type the password that you signed in with.' },
)

/** Told the same way whether the account exists or not. */
export function locked(waitSeconds: number): ErrorRecord {
  return errorRecord('PermissionDenied', 'SignInLocked', 'There were too many wrong attempts.', {
    recommendedAction: `Wait ${durationOf(waitSeconds)}, then try again.`,
  })
}

function durationOf(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
