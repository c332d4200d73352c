import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxUser } from '@/lib/exchange'
import { db } from './db'
import { endMailboxSession, mailboxOfToken, openMailboxSession } from './mailbox-session'
import { signInToMailbox } from './mailbox-sign-in'
import { addMailboxUser } from './mailbox-user-for-tests'
import { openSite } from './site'
import { newVisitor, openTestAccounts } from './test-accounts'

const password = 'Sunrise-over-7-hills'
let accounts: Awaited<ReturnType<typeof openTestAccounts>>
let frank: MailboxUser

beforeAll(async () => {
  process.env.SECRET_KEY ??= 'a key for tests'
  process.env.NEXTAUTH_SECRET ??= 'a secret for tests'
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await db.user.deleteMany()
  await db.signInThrottle.deleteMany()
  const { site } = await openSite(db, 'test')
  frank = await addMailboxUser(site, 'FrankM', 'Frank Miller', { password })
})

const change = (data: Parameters<typeof db.user.update>[0]['data']) =>
  db.user.update({ where: { id: frank.id }, data })
const attempt = async (userName: string, typed = password, visitor = newVisitor()) => {
  const result = await signInToMailbox({ userName, password: typed }, visitor)
  return result.ok ? result.value.id : result.error.errorId
}

describe('Signing in to a mailbox', () => {
  it('takes the logon name, with or without the domain, and an address', async () => {
    for (const name of ['FrankM', ' frankm ', 'CONTOSO\\FrankM', 'frankm@CONTOSO.com'])
      expect(await attempt(name), name).toBe(frank.id)
  })

  it('says the same about a wrong password and about nobody', async () => {
    const wrong = await signInToMailbox({ userName: 'FrankM', password: 'wrong' }, newVisitor())
    const nobody = await signInToMailbox({ userName: 'No\0body', password: 'wrong' }, newVisitor())
    expect(wrong).toEqual(nobody)
    expect(wrong.ok ? '' : wrong.error.errorId).toBe('SignInRefused')
  })

  it('is not for accounts that are off, have no mailbox, or no Outlook Web App', async () => {
    await change({ enabled: false })
    expect(await attempt('FrankM')).toBe('MailboxNotAllowed')
    await change({ enabled: true, attributes: { cas: { OWAEnabled: false } } })
    expect(await attempt('FrankM')).toBe('MailboxNotAllowed')
    await change({ attributes: {}, mailboxGuid: null, alias: null })
    expect(await attempt('FrankM')).toBe('MailboxNotAllowed')
  })

  it('lets nobody guess: after five wrong passwords the right one has to wait, too', async () => {
    const tries = []
    for (let at = 0; at < 6; at++) tries.push(await attempt('FrankM', `guess ${at}`))
    expect(tries).toEqual([...Array(4).fill('SignInRefused'), 'SignInLocked', 'SignInLocked'])
    expect(await attempt('FrankM')).toBe('SignInLocked')
  })
})

describe('The session of a mailbox', () => {
  const open = (before?: string) =>
    openMailboxSession(
      { id: frank.id, mailboxGuid: frank.mailbox.guid, passwordHash: frank.passwordHash },
      before,
    )

  it('is that of the user who signed in', async () => {
    expect((await mailboxOfToken(await open()))?.mailbox.guid).toBe(frank.mailbox.guid)
  })

  it('is over for every copy of its cookie once it is left, and others go on', async () => {
    const [token, other] = [await open(), await open()]
    await endMailboxSession(token)
    expect(await mailboxOfToken(token)).toBe(null)
    expect(await mailboxOfToken(other)).not.toBe(null)
  })

  it('is over once somebody signs in anew in the same browser', async () => {
    const token = await open()
    const anew = await open(token)
    expect(await mailboxOfToken(token)).toBe(null)
    expect(await mailboxOfToken(anew)).not.toBe(null)
  })

  it.each<[string, Parameters<typeof change>[0], Parameters<typeof change>[0]]>([
    ['another password is set', { passwordHash: 'another' }, {}],
    ['the account is deactivated', { enabled: false }, { enabled: true }],
    ['Outlook Web App is turned off', { attributes: { cas: { OWAEnabled: false } } }, { attributes: {} }],
    ['the mailbox is disabled', { mailboxGuid: null }, {}],
    ['the account has another mailbox', { mailboxGuid: randomUUID() }, {}],
  ])('ends when %s, and stays so', async (_, data, undone) => {
    const token = await open()
    const { passwordHash } = frank
    await change(data)
    expect(await mailboxOfToken(token)).toBe(null)
    await change({ ...undone, passwordHash, mailboxGuid: frank.mailbox.guid })
    expect(await mailboxOfToken(token)).toBe(null)
  })

  it('ends when the account is deactivated and activated again, even if nobody asked in between', async () => {
    const token = await open()
    for (const enabled of [false, true])
      await db.$transaction(async (tx) =>
        (await openSite(tx, 'test')).site.store.users.update(frank.id, { enabled }),
      )
    expect(await mailboxOfToken(token)).toBe(null)
  })

  it('cannot be made without the secret', async () => {
    const own = process.env.NEXTAUTH_SECRET
    process.env.NEXTAUTH_SECRET = 'somebody else'
    const forged = await open()
    process.env.NEXTAUTH_SECRET = own
    expect(await mailboxOfToken(forged)).toBe(null)
    for (const token of [undefined, '', 'x', `${await open()}x`])
      expect(await mailboxOfToken(token)).toBe(null)
  })
})
