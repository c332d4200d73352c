import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'
import { readRoutingObjects, routingTable } from '../../transport/route'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2010')
}, 60_000)
afterAll(async () => site.close())

const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))

async function errorOf(name: string, args: Record<string, Value>) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('A connector to what is not SMTP', () => {
  const x400 = 'X400:c=US;a=Fabrikam;p=Contoso;1'

  it('keeps the semicolons of an X.400 address space', async () => {
    const made = await done(run('New-ForeignConnector', { Name: 'Fax', AddressSpaces: [x400, 'FAX:*'] }))
    expect(made.output?.[0]).toMatchObject({ AddressSpaces: [x400, 'FAX:*;1'] })
    await expectUndone('Set-ForeignConnector', { Identity: 'Fax', DropDirectory: 'D:\\Fax', Name: 'Telefax' })
    await expectUndone('Remove-ForeignConnector', { Identity: 'Fax', Confirm: absent })
  })

  it('starts at a server of the organization', async () => {
    const args = { Name: 'x', AddressSpaces: x400, DeliveryProtocol: 'X.400' }
    expect(
      await errorOf('New-DeliveryAgentConnector', { ...args, SourceTransportServers: ['EXCH09'] }),
    ).toMatchObject({ errorId: 'SourceServerNotFound' })
    await expectUndone('New-DeliveryAgentConnector', { ...args, MaxMessagesPerConnection: 7 })
  })

  it('does not make domains of SMTP out of several', async () => {
    expect(
      await errorOf('New-SendConnector', { Name: 'x', AddressSpaces: ['contoso.com;fabrikam.com;1'] }),
    ).toMatchObject({ errorId: 'InvalidAddressSpace' })
  })
})

describe('A site link', () => {
  it('costs what Exchange was told, else what Active Directory says', async () => {
    await expectUndone('Set-ADSiteLink', { Identity: 'DEFAULTIPSITELINK', ExchangeCost: 25 })
    await done(run('Set-ADSiteLink', { Identity: 'DEFAULTIPSITELINK', ExchangeCost: 25 }))
    const { output } = await done(run('Get-ADSiteLink'))
    expect(output).toMatchObject([{ Name: 'DEFAULTIPSITELINK', Cost: 25, ADCost: 100, ExchangeCost: 25 }])
    expect(
      await errorOf('Set-ADSiteLink', { Identity: 'DEFAULTIPSITELINK', ExchangeCost: 100_000 }),
    ).toMatchObject({ errorId: 'CostOutOfRange', target: 'ExchangeCost' })
  })
})

describe('The routing group of Exchange 2007 and later', () => {
  it('has all servers, and stands in the routing table beside the site links', async () => {
    const { routingGroups, links } = routingTable(await readRoutingObjects(site.site), 'EXCH01')
    expect(routingGroups).toEqual([
      {
        name: 'Exchange Routing Group (DWBGZMFD01QNBJR)',
        administrativeGroup: 'Exchange Administrative Group (FYDIBOHF23SPDLT)',
        ...{ servers: ['EXCH01'], connectors: [] },
      },
    ])
    // Its cost was changed above, and nothing else of it is kept.
    expect(links).toMatchObject([{ name: 'DEFAULTIPSITELINK', sites: ['Default-First-Site-Name'], cost: 25 }])
  })
})

describe('A site of Active Directory', () => {
  it('is made there, and becomes a hub site by Exchange', async () => {
    await expectUndone('New-ADReplicationSite', { Name: 'Redmond' })
    await done(run('New-ADReplicationSite', { Name: 'Redmond' }))
    await expectUndone('Set-ADSite', { Identity: 'Redmond', HubSiteEnabled: true })
    await expectUndone('Set-ADSite', { Identity: 'Default-First-Site-Name', HubSiteEnabled: true })
    const { output } = await done(run('Get-ADSite'))
    expect(output?.map((one) => (one as { Name: string }).Name)).toEqual([
      'Default-First-Site-Name',
      'Redmond',
    ])
  })

  it('has the servers whose addresses are in its subnets, the smallest first', async () => {
    await expectUndone('New-ADReplicationSubnet', { Name: '192.168.0.0/24', Site: 'Redmond' })
    await done(run('New-ADReplicationSubnet', { Name: '192.168.0.0/16', Site: 'Default-First-Site-Name' }))
    await done(run('New-ADReplicationSubnet', { Name: '192.168.0.0/24', Site: 'redmond' }))
    const siteOf = async () => (await readRoutingObjects(site.site)).siteOfServer('exch01')
    expect(await siteOf()).toBe('Redmond')
    await expectUndone('Set-ADReplicationSubnet', { Identity: '192.168.0.0/24', Site: '' })
    await expectUndone('Remove-ADReplicationSubnet', { Identity: '192.168.0.0/24', Confirm: absent })
    await done(run('Remove-ADReplicationSubnet', { Identity: '192.168.0.0/24', Confirm: absent }))
    expect(await siteOf()).toBe('Default-First-Site-Name')
    const { output } = await done(run('Get-ADReplicationSubnet', { Filter: '*' }))
    expect(output).toMatchObject([{ Name: '192.168.0.0/16', Site: 'Default-First-Site-Name' }])
  })

  it('has subnets of network addresses and existing sites only', async () => {
    const subnet = (Name: string, Site = 'Redmond') => errorOf('New-ADReplicationSubnet', { Name, Site })
    for (const wrong of ['192.168.1.7/24', '192.168.1.0', '10.0.0.0/33', '300.0.0.0/8', 'x'])
      expect(await subnet(wrong)).toMatchObject({ errorId: 'InvalidSubnetName', target: 'Name' })
    expect(await subnet('10.0.0.0/8', 'Nowhere')).toMatchObject({ target: 'Site' })
  })
})
