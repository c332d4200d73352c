import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invite, resetPassword } from './administrators'
import { db } from './db'
import { createExampleAdministrator } from './first-administrator'
import { findPerson, listSessions, type Person } from './sessions'
import { changePassword, signIn } from './sign-in'
import { addressCounter } from './sign-in-throttle'
import { newVisitor, openTestAccounts } from './test-accounts'

const email = 'admin@contoso.com'
const password = 'correct-horse-battery-staple'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
beforeAll(async () => {
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await db.administrator.deleteMany()
  await db.signInThrottle.deleteMany()
  await createExampleAdministrator({ email, password })
})

async function attempts(count: number, answers: { email: string; password: string }, visitor = newVisitor()) {
  return Promise.all(Array.from({ length: count }, () => signIn(answers, visitor)))
}

/** 'ok', or the error's id. */
function outcome(result: Awaited<ReturnType<typeof signIn>>): string {
  return result.ok ? 'ok' : result.error.errorId
}

async function signedIn(): Promise<Person> {
  const result = await signIn({ email, password }, newVisitor())
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('signing in', () => {
  it('opens a session for the right password, whatever the case of the address and blanks around it', async () => {
    const result = await signIn({ email: ' Admin@CONTOSO.com ', password }, newVisitor())
    expect(result).toMatchObject({ ok: true, value: { email, role: 'Administrator' } })
  })

  it('says the same about a wrong password and an unknown account', async () => {
    const wrong = await signIn({ email, password: 'wrong' }, newVisitor())
    const unknown = await signIn({ email: 'nobody@contoso.com', password: 'wrong' }, newVisitor())
    expect(wrong).toEqual(unknown)
    expect(outcome(wrong)).toBe('SignInRefused')
  })

  it.each(['\0', `${email}\0x`, '\ud800', 'x'.repeat(100_000), "' or 1=1 --"])(
    'answers bad input as any wrong attempt: %j',
    async (bad) => {
      expect(outcome(await signIn({ email: bad, password: bad }, newVisitor()))).toBe('SignInRefused')
      expect(outcome(await signIn({ email, password: bad }, newVisitor()))).toBe('SignInRefused')
    },
  )

  it('works as long for an unknown account as for a wrong password', async () => {
    const fastest = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    for (let n = 0; n < 8; n++)
      for (const [which, who] of [
        ['known', email],
        ['unknown', 'nobody@contoso.com'],
      ] as const) {
        await db.signInThrottle.deleteMany()
        const start = performance.now()
        await signIn({ email: who, password: 'wrong' }, newVisitor())
        fastest[which] = Math.min(fastest[which], performance.now() - start)
      }
    expect(fastest.unknown / fastest.known).toBeGreaterThan(0.6)
    expect(fastest.unknown / fastest.known).toBeLessThan(1.7)
  })

  it('makes an old hash anew with the costs of today', async () => {
    const old = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await db.administrator.updateMany({ data: { passwordHash: old } })
    await signedIn()
    const { passwordHash } = await db.administrator.findFirstOrThrow()
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await signedIn()
  })
})

describe('the throttle', () => {
  it('locks an account that exists and one that does not after the same number of attempts, in the same words', async () => {
    const tell = async (who: string) => {
      const told: unknown[] = []
      for (let n = 0; n < 7; n++) told.push(await signIn({ email: who, password: 'wrong' }, newVisitor()))
      return told
    }
    const [known, unknown] = [await tell(email), await tell('nobody@contoso.com')]
    const anyWait = (told: unknown[]) => JSON.stringify(told).replaceAll(/\d+ seconds/g, 'n seconds')
    expect(anyWait(known)).toBe(anyWait(unknown))
    expect(known.map((result) => outcome(result as never))).toEqual([
      ...Array(4).fill('SignInRefused'),
      ...Array(3).fill('SignInLocked'),
    ])
  })

  it('refuses even the right password while the account is locked', async () => {
    await attempts(5, { email, password: 'wrong' })
    expect(outcome(await signIn({ email, password }, newVisitor()))).toBe('SignInLocked')
  })

  it('lets one attempt through after the wait, and then waits twice as long', async () => {
    await attempts(5, { email, password: 'wrong' })
    await db.signInThrottle.updateMany({ data: { lockedUntil: new Date(Date.now() - 1000) } })
    const next = await signIn({ email, password: 'wrong' }, newVisitor())
    expect(next).toMatchObject({
      error: { errorId: 'SignInLocked', recommendedAction: 'Wait 60 seconds, then try again.' },
    })
    await db.signInThrottle.updateMany({ data: { failures: 40, lockedUntil: null } })
    const much = await signIn({ email, password: 'wrong' }, newVisitor())
    expect(much).toMatchObject({ error: { recommendedAction: 'Wait 15 minutes, then try again.' } })
  })

  it('looks at five of 20 wrong passwords that arrive at once, and counts all 20 against their address', async () => {
    const visitor = newVisitor()
    const outcomes = (await attempts(20, { email, password: 'wrong' }, visitor)).map(outcome)
    expect(outcomes.filter((id) => id === 'SignInRefused')).toHaveLength(4)
    expect(outcomes.filter((id) => id === 'SignInLocked')).toHaveLength(16)
    const { failures } = await db.signInThrottle.findUniqueOrThrow({
      where: { key: addressCounter(visitor.address).key },
    })
    expect(failures).toBe(20)
    const account = await db.signInThrottle.findFirstOrThrow({ where: { key: { startsWith: 'account:' } } })
    expect(account.failures).toBe(5)
  })

  it('locks an address that tries many accounts, and no other address', async () => {
    const visitor = newVisitor()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        signIn({ email: `n${n}@contoso.com`, password: 'wrong' }, visitor),
      ),
    )
    expect(outcome(await signIn({ email, password }, visitor))).toBe('SignInLocked')
    expect(outcome(await signIn({ email, password }, newVisitor()))).toBe('ok')
  })

  it('forgets an account’s wrong attempts at the right one, and does not count that against its address', async () => {
    const visitor = newVisitor()
    await attempts(4, { email, password: 'wrong' }, visitor)
    expect(outcome(await signIn({ email, password }, visitor))).toBe('ok')
    expect(await db.signInThrottle.findMany()).toMatchObject([
      { key: `address:${visitor.address}`, failures: 4 },
    ])
  })

  it('keeps nothing that was typed', async () => {
    await signIn({ email: 'my secret, in the wrong field', password: 'x' }, newVisitor())
    expect(JSON.stringify(await db.signInThrottle.findMany())).not.toContain('secret')
  })

  it('counts a whole IPv6 /64 as one address', () => {
    const { key } = addressCounter('2001:db8:0:7::1')
    expect(key).toBe('address:2001:db8:0:7::/64')
    expect(addressCounter('2001:0db8:0000:0007:ffff:1:2:3').key).toBe(key)
    expect(addressCounter('::1').key).toBe('address:0:0:0:0::/64')
  })
})

describe('a one-time password', () => {
  const visitor = newVisitor()
  const own = 'my very own sentence'

  async function invited() {
    const result = await invite({ email: 'teacher@contoso.com', name: 'Terry', role: 'Observer' })
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }

  it('opens nothing before the person has chosen a password of their own', async () => {
    const { email, password, id } = await invited()
    expect(outcome(await signIn({ email, password }, visitor))).toBe('NewPasswordNeeded')
    expect(outcome(await signIn({ email, password, newPassword: 'short' }, visitor))).toBe('PasswordTooShort')
    expect(outcome(await signIn({ email, password, newPassword: password }, visitor))).toBe(
      'NewPasswordNeeded',
    )
    expect(await listSessions(id)).toEqual([])
    expect(outcome(await signIn({ email, password, newPassword: own }, visitor))).toBe('ok')
  })

  it('works once', async () => {
    const { email, password } = await invited()
    const both = await Promise.all([
      signIn({ email, password, newPassword: own }, visitor),
      signIn({ email, password, newPassword: `${own} too` }, visitor),
    ])
    expect(both.map(outcome).sort()).toEqual(['SignInRefused', 'ok'])
    expect(outcome(await signIn({ email, password }, visitor))).toBe('SignInRefused')
  })

  it('made for somebody who lost theirs, ends their sessions and the lost password', async () => {
    const person = await signedIn()
    expect(await resetPassword(person.id, person)).toMatchObject({ error: { errorId: 'OwnPassword' } })
    const reset = await resetPassword(person.id, { id: 'another administrator' })
    expect(reset.ok).toBe(true)
    expect(await findPerson(person.sessionId)).toBeNull()
    expect(outcome(await signIn({ email, password }, visitor))).toBe('SignInRefused')
  })
})

describe('changing one’s password', () => {
  it('asks for the current one, and locks after five wrong ones', async () => {
    const person = await signedIn()
    const change = (current: string) => changePassword(person, { current, next: 'another good sentence' })
    expect(await change('wrong')).toMatchObject({
      error: { errorId: 'CurrentPasswordWrong', target: 'current' },
    })
    for (let n = 0; n < 4; n++) await change('wrong')
    expect(await change(password)).toMatchObject({ error: { errorId: 'SignInLocked' } })
  })

  it('ends the other sessions and keeps this one', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    const changed = await changePassword(here, { current: password, next: 'another good sentence' })
    expect(changed).toEqual({ ok: true, value: { endedSessions: 1 } })
    expect(await findPerson(here.sessionId)).not.toBeNull()
    expect(await findPerson(there.sessionId)).toBeNull()
    expect(outcome(await signIn({ email, password: 'another good sentence' }, newVisitor()))).toBe('ok')
  })
})
