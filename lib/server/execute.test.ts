import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { adGroup } from '@/lib/essentials'
import { command } from '@/lib/shell'
import { inTransaction } from './execute'
import { openSite } from './site'
import { type TestSite, testSite } from './test-site'

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

  it('never move the clock of the site back', async () => {
    const hours = [24, 1, 2, 3].map((hour) => site.run(command('Start-Sleep', { Seconds: hour * 3600 })))
    expect((await Promise.all(hours)).map(({ ok }) => ok)).toEqual([true, true, true, true])
    const { clock } = (await openSite(site.db, 'admin')).site
    expect(Math.round((clock.now().getTime() - Date.now()) / 3_600_000)).toBe(30)
  })
})
