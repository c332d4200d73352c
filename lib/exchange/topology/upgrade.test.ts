import { afterEach, describe, expect, it } from 'vitest'
import { siteAlerts } from '@/lib/essentials'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contoso, contosoBefore, done, snapshot } from '../contoso-for-tests'
import { builtInRoleGroups } from '../rbac/built-in-role-groups'

let site: TestSite
afterEach(async () => site.close())

const since = [
  'RemoteDomain',
  'AddressList',
  'GlobalAddressList',
  'OfflineAddressBook',
  'PowerShellVirtualDirectory',
]

/** As Setup left a site before it made these. */
async function asItWasOnce(version: '2010' | '2013') {
  site = await contoso(version)
  const before = await snapshot(site)
  const { count } = await site.db.siteObject.deleteMany({
    where: {
      OR: [{ class: { in: since } }, { class: 'ADGroup', name: { in: Object.keys(builtInRoleGroups) } }],
    },
  })
  expect(count).toBeGreaterThan(15)
  return before
}

const upgradeAlert = async () => (await siteAlerts(site.site)).find(({ id }) => id === 'exchange-upgrade')

describe('A site that an earlier Setup installed', () => {
  it.each(['2010', '2013'] as const)(
    'has an alert on Exchange %s, whose repair makes it whole',
    async (version) => {
      const before = await asItWasOnce(version)
      const repair = (await upgradeAlert())?.repair
      await done(site.run(repair?.command ?? command('Has-NoRepair')))
      expect(await snapshot(site)).toEqual(before)
      expect(await upgradeAlert()).toBeUndefined()
    },
  )

  it('is made whole for the organization by /PrepareAD, too, and keeps what was set', async () => {
    await asItWasOnce('2013')
    const accept = '/IAcceptExchangeServerLicenseTerms'
    await done(site.run(command('E:\\setup.exe', {}, ['/PrepareAD', accept])))
    await done(site.run(command('Set-RemoteDomain', { Identity: 'Default', TNEFEnabled: true })))
    await done(site.run(command('E:\\setup.exe', {}, ['/PrepareAD', accept])))
    const { output } = await done(site.run(command('Get-RemoteDomain')))
    expect(output).toMatchObject([{ Name: 'Default', TNEFEnabled: true }])
  })
})

it('Setup upgrades its own version alone, and only where it is installed', async () => {
  site = await contosoBefore({ version: '2013' })
  const upgrade = (folder: string) =>
    site.run(command(`E:\\${folder}\\setup.exe`, {}, ['/mode:upgrade', '/IAcceptExchangeServerLicenseTerms']))
  expect(await upgrade('Exchange2013')).toMatchObject({ error: { errorId: 'NotInstalled' } })
})
