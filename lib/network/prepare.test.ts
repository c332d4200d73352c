import { afterAll, beforeAll, expect, it } from 'vitest'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { prepareNetwork } from './prepare'
import { router, routerName } from './router'
import { contoso, layOut } from './testing/contoso'
import { rehearsals } from './testing/rehearsal'
import { zone } from './zone'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
})
afterAll(() => place.close())
const rehearse = rehearsals(() => place, siteCommands)

it('makes a router, the zone of the domain inside, and the registered domain with no records', () =>
  rehearse(async ({ site }) => {
    const zones = await site.store.list(zone)
    expect(zones.map(({ name, properties }) => [name, properties.records.length])).toEqual([
      ['inside/contoso.local', 0],
      ['internet/contoso.com', 0],
    ])
    expect((await site.store.find(router, routerName))?.properties.wanAddress).toBe('203.0.113.25')
  }))

it('keeps records, forwards and what the administrator set on the router, and follows the description otherwise', () =>
  rehearse(async ({ site, run }) => {
    await run(
      command('Add-ProviderDnsRecord', {
        Zone: 'contoso.com',
        Name: 'mail',
        Type: 'A',
        Data: '203.0.113.25',
      }),
    )
    await run(command('Add-RouterForward', { Port: 25, Address: '192.168.0.3' }))
    await run(command('Set-Router', { WanAddress: '192.168.1.20' }))
    await prepareNetwork(
      site,
      contoso({
        publicAddresses: ['203.0.113.40'],
        dhcpRange: { from: '192.168.0.50', to: '192.168.0.60' },
        internetDomain: 'contoso.example',
      }),
    )
    const kept = (await site.store.find(router, routerName))?.properties
    expect(kept?.wanAddress).toBe('192.168.1.20')
    expect(kept?.dhcpRange.from).toBe('192.168.0.50')
    expect(kept?.forwards).toHaveLength(1)
    const names = (await site.store.list(zone)).map(({ name }) => name)
    expect(names).toEqual(['inside/contoso.local', 'internet/contoso.com', 'internet/contoso.example'])
  }))

it('drops a registered domain that was described wrongly and never used', () =>
  rehearse(async ({ site }) => {
    await prepareNetwork(site, contoso({ internetDomain: 'contoso.example' }))
    const names = (await site.store.list(zone)).map(({ name }) => name)
    expect(names).toEqual(['inside/contoso.local', 'internet/contoso.example'])
  }))
