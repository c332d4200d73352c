import { afterAll, beforeAll, expect, test } from 'vitest'
import { router, zone, zoneName } from '@/lib/network'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contosoExample, siteParameters } from '../description'
import { adGroup, integration, server, siteDescription, sourceServer } from '../site'

let contoso: TestSite
beforeAll(async () => {
  contoso = await testSite()
})
afterAll(() => contoso.close())

const describe = (change: Record<string, string | boolean | readonly string[]>) =>
  contoso.run(command('Set-SiteDescription', change))
const description = async () => (await contoso.site.store.find(siteDescription, 'Site'))?.properties
const member = async (name = 'EXCH01') => (await contoso.site.store.find(server, name))?.properties

test('commands say that the site has to be described first', async () => {
  const result = await contoso.run(command('Get-Service'))
  expect(result).toMatchObject({ ok: false, error: { errorId: 'SiteNotDescribed' } })
})

test('a wrong description leaves nothing behind', async () => {
  const result = await describe({ ...siteParameters(contosoExample), ExchangeServer: 'SRV01' })
  expect(result).toMatchObject({ ok: false, error: { target: 'ExchangeServer' } })
  expect(await description()).toBeUndefined()
  expect(await contoso.site.store.list(server)).toEqual([])
})

test('the first description makes the servers, the domain and the network', async () => {
  expect(await describe({ ...siteParameters(contosoExample) })).toMatchObject({ ok: true })
  expect(await description()).toEqual(contosoExample)
  expect(await member('SRV01')).toMatchObject({
    role: 'essentials',
    joined: true,
    address: '192.168.0.1',
    services: { TSGateway: { displayName: 'Remote Desktop Gateway', state: 'Running' } },
  })
  expect(await member()).toMatchObject({
    role: 'member',
    joined: false,
    addressing: 'dhcp',
    dnsServer: '192.168.0.254',
  })
  const groups = await contoso.site.store.list(adGroup)
  expect(groups.map(({ name, properties }) => [name, properties.members])).toEqual([
    ['Domain Admins', ['admin']],
    ['Enterprise Admins', []],
    ['Schema Admins', []],
  ])
  expect((await contoso.site.store.find(integration, 'Exchange'))?.properties.enabled).toBe(false)
  expect(await contoso.site.store.list(router)).toHaveLength(1)
  expect(await contoso.site.store.find(zone, zoneName('internet', 'contoso.com'))).not.toBeNull()
})

test('a later description changes only what it says, and can be taken back', async () => {
  const result = await describe({ ExchangeServer: 'MAIL1', Pop: true, ExchangeJoined: true })
  expect(await description()).toEqual({
    ...contosoExample,
    pop: true,
    exchange: { ...contosoExample.exchange, name: 'MAIL1' },
  })
  expect(await member('MAIL1')).toMatchObject({ joined: true, dnsServer: '192.168.0.1' })
  expect(await member()).toBeUndefined()
  for (const undo of (result.ok && result.value.undo) || []) await contoso.run(undo)
  expect(await description()).toEqual(contosoExample)
  expect(await member()).toMatchObject({ joined: false, dnsServer: '192.168.0.254' })
})

test('when the Essentials server moves, those who ask it for names follow', async () => {
  await describe({ ExchangeJoined: true })
  await describe({ EssentialsAddress: '192.168.0.9' })
  expect(await member('SRV01')).toMatchObject({ address: '192.168.0.9', dnsServer: '192.168.0.9' })
  expect(await member()).toMatchObject({ dnsServer: '192.168.0.9' })
  await describe({ EssentialsAddress: '192.168.0.1', ExchangeJoined: false })
})

test('a migration has a source server with the old Exchange until that is uninstalled', async () => {
  const source = async () => (await contoso.site.store.list(sourceServer))[0]?.properties.exchangeInstalled
  expect(await contoso.run(command('Remove-SourceExchange'))).toMatchObject({ ok: false })
  await describe({ Scenario: 'migration' })
  expect(await source()).toBe(true)
  const removed = await contoso.run(command('Remove-SourceExchange'))
  expect(await source()).toBe(false)
  for (const undo of (removed.ok && removed.value.undo) || []) await contoso.run(undo)
  expect(await source()).toBe(true)
  await describe({ Scenario: 'clean' })
  expect(await source()).toBeUndefined()
})
