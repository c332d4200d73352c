import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeRole, removeAccount } from './administrators'
import { db } from './db'
import { createExampleAdministrator } from './first-administrator'
import { endSession, endSessions, findPerson, listSessions, openSession } from './sessions'
import { newVisitor, openTestAccounts } from './test-accounts'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
let id: string
let sessionId: string
beforeAll(async () => {
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await db.administrator.deleteMany()
  ;({ id } = await createExampleAdministrator({ email: 'admin@contoso.com', password: 'x' }))
  sessionId = await openSession(id, newVisitor())
})

function seen(daysAgo: number, createdDaysAgo = daysAgo) {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
  return db.session.update({
    where: { id: sessionId },
    data: { seenAt: ago(daysAgo), createdAt: ago(createdDaysAgo) },
  })
}

describe('a session', () => {
  it('ends with the next request after it was ended', async () => {
    expect(await findPerson(sessionId)).toMatchObject({ id, role: 'Administrator', sessionId })
    expect(await endSession(id, sessionId)).toBe(true)
    expect(await findPerson(sessionId)).toBeNull()
    expect(await endSession(id, sessionId)).toBe(false)
  })

  it('cannot be ended by somebody else', async () => {
    const other = await createExampleAdministrator({ email: 'other@contoso.com', password: 'x' })
    expect(await endSession(other.id, sessionId)).toBe(false)
    expect(await findPerson(sessionId)).not.toBeNull()
  })

  it('shows a role that was changed at the next request', async () => {
    await createExampleAdministrator({ email: 'other@contoso.com', password: 'x' })
    await changeRole(id, 'Observer')
    expect(await findPerson(sessionId)).toMatchObject({ role: 'Observer' })
  })

  it('ends when the account is removed', async () => {
    await createExampleAdministrator({ email: 'other@contoso.com', password: 'x' })
    await removeAccount(id)
    expect(await findPerson(sessionId)).toBeNull()
  })

  it('ends when it was not seen for seven days, and stays seen when it was', async () => {
    await seen(6.9)
    expect(await findPerson(sessionId)).not.toBeNull()
    const [row] = await listSessions(id)
    expect(Date.now() - Number(row?.seenAt)).toBeLessThan(60_000)
    await seen(7.1)
    expect(await findPerson(sessionId)).toBeNull()
    expect(await listSessions(id)).toEqual([])
  })

  it('ends 30 days after the sign-in, however often it was seen', async () => {
    await seen(0.1, 30.1)
    expect(await findPerson(sessionId)).toBeNull()
  })

  it('is written to at most once a minute', async () => {
    const before = await db.session.findUniqueOrThrow({ where: { id: sessionId } })
    await findPerson(sessionId)
    expect(await db.session.findUniqueOrThrow({ where: { id: sessionId } })).toEqual(before)
  })
})

it('everywhere: all sessions of one person end, and nobody else’s', async () => {
  const other = await createExampleAdministrator({ email: 'other@contoso.com', password: 'x' })
  const [second, theirs] = [await openSession(id, newVisitor()), await openSession(other.id, newVisitor())]
  expect(await endSessions(id)).toBe(2)
  expect(await findPerson(sessionId)).toBeNull()
  expect(await findPerson(second)).toBeNull()
  expect(await findPerson(theirs)).not.toBeNull()
})
