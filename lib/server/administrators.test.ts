import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  changeName,
  changeRole,
  createExampleAdministrator,
  createFirstAdministrator,
  invite,
  listAccounts,
  removeAccount,
} from './administrators'
import { db } from './db'
import { newVisitor, openTestAccounts } from './test-accounts'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
beforeAll(async () => {
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())
beforeEach(async () => {
  process.env.SETUP_CODE = 'ABCD-EFGH-JKMN'
  await db.administrator.deleteMany()
  await db.signInThrottle.deleteMany()
})

const first = {
  code: 'ABCD-EFGH-JKMN',
  email: 'admin@contoso.com',
  name: 'Ada',
  password: 'correct-horse-battery-staple',
}

async function administrator(email: string): Promise<string> {
  return (await createExampleAdministrator({ email, password: 'x' })).id
}

const roles = async () => (await listAccounts()).map(({ role }) => role)

describe('the first visit', () => {
  it('makes the administrator for whoever knows the code, with or without its dashes, in any case', async () => {
    const made = await createFirstAdministrator({ ...first, code: ' abcdefgh jkmn ' }, newVisitor())
    expect(made.ok).toBe(true)
    expect(await listAccounts()).toMatchObject([{ email: first.email, name: 'Ada', role: 'Administrator' }])
  })

  it('makes exactly one administrator of two who come at the same moment', async () => {
    const both = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        createFirstAdministrator({ ...first, email: `${name}@contoso.com` }, newVisitor()),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const late = both.filter(({ ok }) => !ok)
    for (const result of late) expect(result).toMatchObject({ error: { errorId: 'AdministratorExists' } })
    expect(await roles()).toEqual(['Administrator'])
  })

  it('is over once there is an administrator, even with the code', async () => {
    await administrator('there@contoso.com')
    const result = await createFirstAdministrator(first, newVisitor())
    expect(result).toMatchObject({ error: { errorId: 'AdministratorExists' } })
  })

  it('refuses a wrong code at its field, and locks after five', async () => {
    const visitor = newVisitor()
    const guess = (code: string) => createFirstAdministrator({ ...first, code }, visitor)
    expect(await guess('AAAA')).toMatchObject({ error: { errorId: 'SetupCodeWrong', target: 'code' } })
    for (let n = 0; n < 4; n++) await guess('AAAA')
    expect(await guess(first.code)).toMatchObject({ error: { errorId: 'SignInLocked', target: 'code' } })
  })

  it('has no code that is right when none was set', async () => {
    process.env.SETUP_CODE = ''
    for (const code of ['', ' ', '-', 'undefined'])
      expect(await createFirstAdministrator({ ...first, code }, newVisitor())).toMatchObject({
        error: { errorId: 'SetupCodeWrong' },
      })
  })

  it.each([
    ['email', { email: 'not an address' }, 'EmailInvalid'],
    ['email', { email: `${'a'.repeat(300)}@contoso.com` }, 'EmailInvalid'],
    ['name', { name: '  ' }, 'NameMissing'],
    ['name', { name: 'two\nlines' }, 'NameInvalid'],
    ['name', { name: 'x'.repeat(10_000) }, 'NameInvalid'],
    ['password', { password: 'short' }, 'PasswordTooShort'],
    ['password', { password: 'admin@contoso.com' }, 'PasswordGuessable'],
    ['password', { password: 'x'.repeat(10_000) }, 'PasswordTooLong'],
  ])('names the field at fault: %s %o', async (target, wrong, errorId) => {
    const result = await createFirstAdministrator({ ...first, ...wrong }, newVisitor())
    expect(result).toMatchObject({ error: { target, errorId } })
    expect(await roles()).toEqual([])
  })
})

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

it('says so when an account was removed meanwhile', async () => {
  const gone = '00000000-0000-4000-8000-000000000000'
  for (const result of [
    await changeRole(gone, 'Observer'),
    await removeAccount(gone),
    await changeName(gone, 'X'),
  ])
    expect(result).toMatchObject({ error: { errorId: 'AccountNotFound' } })
})
