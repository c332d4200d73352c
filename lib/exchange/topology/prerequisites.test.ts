import { afterAll, beforeAll, expect, it } from 'vitest'
import { server, type WindowsVersion } from '@/lib/essentials'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contosoBefore, done } from '../contoso-for-tests'
import { exchangeVersions } from './exchange-version'
import { missingFeatures, requiredFeatures, windowsSupports } from './prerequisites'

const windows: readonly WindowsVersion[] = ['2008 R2', '2012', '2012 R2', '2016']
const pairs = exchangeVersions.flatMap((version) =>
  windows.filter((one) => windowsSupports(version, one)).map((one) => [version, one] as const),
)

let site: TestSite
beforeAll(async () => {
  site = await contosoBefore()
})
afterAll(async () => site.close())

it.each(pairs)(
  'Every feature that Exchange %s wants on Windows Server %s can be installed there',
  async (version, on) => {
    await site.inTransaction(async ({ store }) => {
      const computer = await store.find(server, 'EXCH01')
      if (computer) await store.update(server, computer, { windows: on, features: [] })
    })
    const cmdlet = on === '2008 R2' ? 'Add-WindowsFeature' : 'Install-WindowsFeature'
    await done(site.run(command(cmdlet, { Name: requiredFeatures(version, on), ComputerName: 'EXCH01' })))
    const computer = await site.site.store.find(server, 'EXCH01')
    expect(missingFeatures(version, on, computer?.properties.features ?? [])).toEqual([])
  },
)

it('Exchange 2010 runs on Windows Server 2008 R2 alone, and 2016 not on it', () => {
  expect(windows.filter((one) => windowsSupports('2010', one))).toEqual(['2008 R2'])
  expect(windowsSupports('2016', '2008 R2')).toBe(false)
  expect(windowsSupports('2013', '2016')).toBe(false)
})
