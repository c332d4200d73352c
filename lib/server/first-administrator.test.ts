import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAccounts } from './administrators'
import { db } from './db'
import { createExampleAdministrator, createFirstAdministrator } from './first-administrator'
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
    await createExampleAdministrator({ email: 'there@contoso.com', password: 'x' })
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
