import { errorRecord, fail, ok, type Result } from '@/lib/shell'
import { judgePassword } from '@/lib/wire'
import { db } from './db'
import { type AdmittedUser, barred, noMailbox } from './mailbox-session'
import type { Visitor } from './sessions'
import { locked } from './sign-in'
import {
  accountCounter,
  addressCounter,
  forgetAttempts,
  reserveAttempt,
  takeBackAttempt,
} from './sign-in-throttle'
import { userOf, withAddresses } from './user-row'

/** What a name too many people tried is told to wait, in seconds. */
const pauseSeconds = 30

/**
 * Checks the name and password of a user of the simulated site: `frankm`, `CONTOSO\frankm`, a user principal name, an
 * address. Whether there is such a user shows neither in the answer nor in the time that it takes nor in when it locks.
 * Errors: SignInRefused, SignInLocked, MailboxNotAllowed.
 */
export async function signInToMailbox(
  typed: { readonly userName: string; readonly password: string },
  visitor: Visitor,
): Promise<Result<AdmittedUser>> {
  const name = typed.userName.replaceAll('\0', '').trim().toLowerCase().slice(0, 320)
  // The domain in front is of no account: CONTOSO\\frankm is counted with frankm.
  const account = `owa:${name.split('\\').at(-1) ?? name}`
  const counters = [addressCounter(visitor.address), accountCounter(account)] as const
  let wait = 0
  for (const counter of counters) {
    const attempt = await reserveAttempt(counter)
    if (!attempt.allowed) return fail(locked(attempt.waitSeconds))
    wait = Math.max(wait, attempt.waitSeconds)
  }
  const row = await findAccount(name)
  const judged = await judgePassword(account, row?.passwordHash ?? null, typed.password.slice(0, 1000))
  if (judged === 'busy') return fail(locked(pauseSeconds))
  if (judged === 'wrong' || !row) return fail(wait > 0 ? locked(wait) : refused)
  await takeBackAttempt(counters[0])
  await forgetAttempts(counters[1])
  const { id, mailboxGuid, passwordHash } = row
  const reason = barred(userOf(row))
  return reason === null && mailboxGuid !== null
    ? ok({ id, mailboxGuid, passwordHash })
    : fail(notAllowed(reason ?? noMailbox))
}

async function findAccount(name: string) {
  const logonKey = name.split('\\').at(-1) ?? name
  const [found] = await db.$queryRaw<{ id: string }[]>`
    select "id" from "User"
    where "logonKey" = ${logonKey} or lower("attributes" ->> 'userPrincipalName') = ${name}
      or "id" = (select "userId" from "ProxyAddress" where "key" = ${name})
    order by ("logonKey" = ${logonKey}) desc limit 1`
  return found ? db.user.findUnique({ where: { id: found.id }, include: withAddresses }) : null
}

const refused = errorRecord('PermissionDenied', 'SignInRefused', 'The user name or the password is wrong.', {
  recommendedAction: 'Check both. If the password is lost, an administrator of the site can set a new one.',
})

function notAllowed(reason: string) {
  return errorRecord('PermissionDenied', 'MailboxNotAllowed', reason, {
    recommendedAction: 'Ask an administrator of the site.',
  })
}
