import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { adGroup } from '@/lib/essentials'
import { command, secure } from '@/lib/shell'
import { execute, inTransaction } from './execute'
import { openSite } from './site'
import { type TestSite, testSite } from './test-site'
import { vault } from './vault'

const origin = { actor: 'admin@contoso.com', source: 'test' }

let site: TestSite
beforeAll(async () => {
  site = await testSite()
  await site.inTransaction(({ store }) => store.insert(adGroup, 'Sales', { members: [] }))
})
afterAll(() => site.close())

/** Reads, lets the other one go on, and adds a member to what it has read. */
function adding(member: string, meanwhile: () => Promise<unknown> = async () => {}) {
  return inTransaction(site.db, async (tx) => {
    const { store } = (await openSite(tx, 'admin')).site
    const group = await store.find(adGroup, 'Sales')
    if (!group) throw new Error('no group')
    await meanwhile()
    await store.update(adGroup, group, { members: [...group.properties.members, member] })
  })
}

describe('two commands at the same moment', () => {
  it('keep both of their changes to one object: the later one is done anew', async () => {
    const meanwhile = vi.fn(async () => {})
    meanwhile.mockImplementationOnce(() => adding('anna'))
    await adding('bert', meanwhile)
    expect((await site.site.store.find(adGroup, 'Sales'))?.properties.members).toEqual(['anna', 'bert'])
    expect(meanwhile).toHaveBeenCalledTimes(2)
  })

  it('say of what both remove that it is gone, one of them after looking again', async () => {
    const password = secure('Password', vault.seal('Gr8 horses run.'))
    expect((await site.run(command('Add-WssUser', { Name: 'frank', Password: password }))).ok).toBe(true)
    const remove = () => execute(command('Remove-WssUser', { Name: 'frank' }), origin, undefined, site.db)
    const results = await Promise.all([remove(), remove()])
    const errors = results.map((result) => (result.ok ? null : result.error.errorId))
    expect(errors.toSorted()).toEqual(['UserNotExist', null].toSorted())
  })

  it('never move the clock of the site back', async () => {
    const hours = [24, 1, 2, 3].map((hour) => site.run(command('Start-Sleep', { Seconds: hour * 3600 })))
    expect((await Promise.all(hours)).map(({ ok }) => ok)).toEqual([true, true, true, true])
    const { clock } = (await openSite(site.db, 'admin')).site
    expect(Math.round((clock.now().getTime() - Date.now()) / 3_600_000)).toBe(30)
  })
})
