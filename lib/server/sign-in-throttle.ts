import { createHash } from 'node:crypto'
import { db } from './db'

/**
 * Guessing is slowed by account name and by address. An attempt is counted before the password is looked at, and
 * taken back when it was right: however many arrive at once, no more are looked at than the limit allows.
 *
 *     free ──attempt──▶ counted ──right──▶ free (the account's count is forgotten)
 *                          │ wrong, and the limit is reached
 *                          ▼
 *                       locked: 30 s, then 1, 2, 4, 8, 15 min ──time passes──▶ one more attempt
 *
 * A day without an attempt forgets the count. Attempts while locked are not looked at and not counted.
 */
export interface Counter {
  readonly key: string
  /** How many attempts before there is a wait. */
  readonly limit: number
}

/** Of an account that exists or not: the row tells neither, nor what was typed. */
export function accountCounter(emailKey: string): Counter {
  return { key: `account:${createHash('sha256').update(emailKey).digest('base64url')}`, limit: 5 }
}

/** Several people may sit behind one address. */
export function addressCounter(address: string): Counter {
  return { key: `address:${networkOf(address)}`, limit: 20 }
}

export function setupCounter(address: string): Counter {
  return { key: `setup:${networkOf(address)}`, limit: 5 }
}

/** Whoever holds a session asks for the current password; guesses from outside must not lock them out of that. */
export function passwordChangeCounter(administratorId: string): Counter {
  return { key: `change:${administratorId}`, limit: 5 }
}

export interface Attempt {
  /** False: locked, do not look at the password. */
  readonly allowed: boolean
  /** Until the next attempt, if this one fails; 0 for at once. */
  readonly waitSeconds: number
}

/** One statement, so that attempts at the same moment are counted one after the other. The column keeps milliseconds. */
export async function reserveAttempt({ key, limit }: Counter): Promise<Attempt> {
  const [counted] = await db.$queryRaw<{ waitSeconds: number }[]>`
    insert into "SignInThrottle" as t ("key", "failures", "lockedUntil", "changedAt")
    values (${key}, 1, null, now())
    on conflict ("key") do update set
      "failures" = case when t."changedAt" < now() - interval '1 day' then 1 else t."failures" + 1 end,
      "lockedUntil" = case
        when t."changedAt" < now() - interval '1 day' or t."failures" + 1 < ${limit}::int then null
        else now() + interval '1 second' * least(900, 30 * power(2, least(t."failures" + 1 - ${limit}::int, 10)))
      end,
      "changedAt" = now()
    where t."lockedUntil" is null or t."lockedUntil" <= now()
    returning coalesce(ceil(extract(epoch from "lockedUntil" - now()) - 0.001), 0)::int as "waitSeconds"`
  if (counted) return { allowed: true, waitSeconds: counted.waitSeconds }
  return { allowed: false, waitSeconds: await secondsLeft(key) }
}

async function secondsLeft(key: string): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    select ceil(extract(epoch from "lockedUntil" - now()) - 0.001)::int as seconds
    from "SignInThrottle" where "key" = ${key}`
  return Math.max(1, row?.seconds ?? 1)
}

/** The attempt was right: whoever it is need not care about earlier ones. */
export async function forgetAttempts({ key }: Counter): Promise<void> {
  await db.$executeRaw`
    delete from "SignInThrottle" where "key" = ${key} or "changedAt" < now() - interval '1 day'`
}

/** The attempt was right: it does not count, but those of others from this address do. */
export async function takeBackAttempt({ key }: Counter): Promise<void> {
  await db.$executeRaw`
    update "SignInThrottle" set "failures" = greatest("failures" - 1, 0), "lockedUntil" = null
    where "key" = ${key}`
}

/** IPv6 hands whole /64 networks to one customer, who could take a new address for each attempt. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return `${[...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
