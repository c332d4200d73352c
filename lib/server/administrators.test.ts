import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  changeRole,
  invite,
  listAccounts,
  removeAccount,
  replacePassword,
  resetPassword,
} from './administrators'
import { db } from './db'
import { createExampleAdministrator } from './first-administrator'
import { findPerson, openSession } from './sessions'
import { signIn } from './sign-in'
import { openTestAccounts } from './test-accounts'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
beforeAll(async () => {
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await db.administrator.deleteMany()
})

async function administrator(email: string): Promise<string> {
  return (await createExampleAdministrator({ email, password: 'x' })).id
}

const roles = async () => (await listAccounts()).map(({ role }) => role)

describe('the last administrator', () => {
  it('can be neither demoted nor removed', async () => {
    const id = await administrator('only@contoso.com')
    await invite({ email: 'observer@contoso.com', name: 'Olga', role: 'Observer' })
    expect(await changeRole(id, 'Observer')).toMatchObject({ error: { errorId: 'LastAdministrator' } })
    expect(await removeAccount(id)).toMatchObject({ error: { errorId: 'LastAdministrator' } })
    expect(await roles()).toContain('Administrator')
  })

  it('stays when two administrators demote or remove each other at the same moment', async () => {
    for (const change of [(id: string) => changeRole(id, 'Observer'), removeAccount]) {
      await db.administrator.deleteMany()
      const both = [await administrator('a@contoso.com'), await administrator('b@contoso.com')]
      const results = await Promise.all(both.map(change))
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect((await roles()).filter((role) => role === 'Administrator')).toHaveLength(1)
    }
  })

  it('can go once there is another', async () => {
    const id = await administrator('first@contoso.com')
    await administrator('second@contoso.com')
    expect(await removeAccount(id)).toEqual({ ok: true, value: undefined })
  })
})

describe('an administrator who lost the password', () => {
  it('gets one from the terminal that works once, and every session of theirs ends', async () => {
    const id = await administrator('only@contoso.com')
    const sessionId = await openSession(id, { address: '127.0.0.1', userAgent: 'test' })
    const replaced = await replacePassword('ONLY@contoso.com')
    if (!replaced.ok) throw new Error(replaced.error.message)
    expect(await findPerson(sessionId)).toBeNull()
    const answers = { email: 'only@contoso.com', password: replaced.value.password }
    const visitor = { address: '127.0.0.1', userAgent: 'test' }
    expect(await signIn(answers, visitor)).toMatchObject({ error: { errorId: 'NewPasswordNeeded' } })
    expect(await signIn({ ...answers, newPassword: 'a long walk by 7 lakes' }, visitor)).toMatchObject({
      ok: true,
    })
    expect(await replacePassword('nobody@contoso.com')).toMatchObject({
      error: { errorId: 'AccountNotFound' },
    })
  })
})

describe('inviting', () => {
  it('refuses an address that is there already, in whatever case', async () => {
    await administrator('admin@contoso.com')
    const result = await invite({ email: 'ADMIN@contoso.com', name: 'Ada', role: 'Observer' })
    expect(result).toMatchObject({ error: { errorId: 'EmailInUse', target: 'email' } })
  })

  it('lets one of two through who invite the same address at the same moment', async () => {
    const answers = { email: 'new@contoso.com', name: 'New', role: 'Observer' }
    const both = await Promise.all([invite(answers), invite(answers)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('knows two roles', async () => {
    const result = await invite({ email: 'new@contoso.com', name: 'New', role: 'Root' })
    expect(result).toMatchObject({ error: { errorId: 'RoleInvalid', target: 'role' } })
  })
})

it.each(['00000000-0000-4000-8000-000000000000', 'not an id', ''])(
  'says so when an account is not there: %s',
  async (gone) => {
    const by = { id: 'another' }
    const results = [
      await changeRole(gone, 'Observer'),
      await removeAccount(gone),
      await resetPassword(gone, by),
    ]
    for (const result of results) expect(result).toMatchObject({ error: { errorId: 'AccountNotFound' } })
  },
)
