import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Mailbox, UserProperties } from '@/lib/exchange'
import { type TestSite, testSite } from './test-site'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

const mailbox = (alias: string, ...addresses: string[]): Mailbox => ({
  guid: crypto.randomUUID(),
  alias,
  database: 'Mailbox Database 01',
  addressPolicyEnabled: true,
  useDatabaseQuotaDefaults: false,
  issueWarningQuota: 2_040_109_466,
  prohibitSendQuota: 2_147_483_648,
  prohibitSendReceiveQuota: null,
  addresses: addresses.map((address, index) => ({ address, primary: index === 0 })),
  bytes: 0,
  itemCount: 0,
})

const user = (logonName: string, more: Partial<UserProperties> = {}): UserProperties => ({
  name: logonName,
  firstName: '',
  lastName: '',
  logonName,
  accessLevel: 'User',
  enabled: true,
  vpn: false,
  remoteWebAccess: true,
  passwordHash: 'x',
  mailbox: null,
  ...more,
})

const insert = (properties: UserProperties) =>
  site.inTransaction(({ store }) => store.users.insert(properties))

async function waitingForALock(): Promise<number> {
  const [row] = await site.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as "count" from pg_stat_activity
    where "datname" = current_database() and "wait_event_type" = 'Lock'`
  return row?.count ?? 0
}

describe('the user store', () => {
  it('gives back what was put in, quotas and addresses included', async () => {
    const frank = user('FrankM', {
      name: 'Frank Miller',
      mailbox: mailbox('FrankM', 'FrankM@contoso.com', 'sales@contoso.com'),
    })
    expect((await insert(frank)).ok).toBe(true)
    expect(await site.site.store.users.find('frankm')).toMatchObject(frank)
  })

  it('finds a user by logon name, address, display name and DOMAIN\\logon, without case', async () => {
    for (const identity of ['FRANKM', 'Sales@Contoso.com', 'frank miller', 'CONTOSO\\FrankM'])
      expect((await site.site.store.users.find(identity))?.logonName, identity).toBe('FrankM')
  })

  it('tells who holds a logon name, an alias or an address that is asked for twice', async () => {
    expect(await insert(user('FRANKM'))).toMatchObject({
      ok: false,
      error: { errorId: 'LogonNameInUse', target: 'Name' },
    })
    const alias = await insert(user('other', { mailbox: mailbox('frankm') }))
    expect(alias).toMatchObject({
      ok: false,
      error: { errorId: 'AliasInUse', message: expect.stringContaining('Frank Miller') },
    })
    const address = await insert(user('third', { mailbox: mailbox('third', 'SALES@contoso.com') }))
    expect(address).toMatchObject({
      ok: false,
      error: { errorId: 'ProxyAddressInUse', message: expect.stringContaining('Frank Miller') },
    })
  })

  it('lets the database decide when two take one alias at the same moment: one wins, the other is told who', async () => {
    const ids = await Promise.all(
      ['anna', 'bert'].map(async (name) => {
        const result = await insert(user(name))
        if (!result.ok) throw new Error(result.error.message)
        return result.value.id
      }),
    )
    const results = await Promise.all(
      ids.map((id) =>
        site.inTransaction(({ store }) =>
          store.users.update(id, { mailbox: mailbox('info', `info-${id}@contoso.com`) }),
        ),
      ),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const winner = results[0]?.ok ? 'anna' : 'bert'
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { errorId: 'AliasInUse', message: expect.stringContaining(winner) },
    })
  })

  it('finds nobody by a pattern: % and _ are characters like others', async () => {
    for (const identity of ['%', 'Frank_Miller', 'frank%', 'Frank Miller\\', '\\'])
      expect(await site.site.store.users.find(identity), identity).toBeNull()
  })

  it('keeps both of two changes that are made to one user at the same moment', async () => {
    const both = await insert(user('both'))
    if (!both.ok) throw new Error(both.error.message)
    const { id } = both.value
    let second: Promise<unknown> = Promise.resolve()
    await site.inTransaction(async ({ store }) => {
      await store.users.update(id, { enabled: false })
      second = site.inTransaction((other) => other.store.users.update(id, { vpn: true }))
      await vi.waitFor(async () => expect(await waitingForALock()).toBe(1))
    })
    await second
    expect(await site.site.store.users.find('both')).toMatchObject({ enabled: false, vpn: true })
  })

  it('frees the addresses of a user that is removed', async () => {
    const frank = await site.site.store.users.find('FrankM')
    await site.inTransaction(({ store }) => store.users.remove(frank?.id ?? ''))
    expect((await insert(user('new', { mailbox: mailbox('new', 'sales@contoso.com') }))).ok).toBe(true)
  })
})
