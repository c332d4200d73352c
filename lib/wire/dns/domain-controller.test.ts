import type { SrvAnswer } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { prepareNetwork, readWorld } from '@/lib/network'
import { contoso as described } from '@/lib/network/testing/contoso'
import type { TestSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import { type OpenedDns, openedDns, overUdp, query, zoneOf } from './dns-for-tests'

let place: TestSite
let dns: OpenedDns
beforeAll(async () => {
  place = await contoso('2016')
  await place.inTransaction((site) => prepareNetwork(site, described()))
  dns = await openedDns(await readWorld(place.site))
}, 60_000)
afterAll(async () => {
  await dns.close()
  await place.close()
})

/** The servers and ports that the office's DNS server gives for a service. */
async function ask(name: string): Promise<readonly string[]> {
  const reply = await overUdp(dns.ports.dnsInside, query(name, 'SRV'))
  const records = (reply?.answers ?? []).filter((one): one is SrvAnswer => one.type === 'SRV')
  return records.map(({ data }) => `${data.priority} ${data.weight} ${data.port} ${data.target}`)
}

async function change(name: string, args: Record<string, Value>) {
  const outcome = await done(place.run(command(name, args)))
  await dns.change(await readWorld(place.site))
  return outcome
}

const shownSite = async () => {
  const { output } = await done(place.run(command('Get-ExchangeServer', { Identity: 'EXCH01' })))
  return (output as readonly { Site: string }[] | undefined)?.[0]?.Site
}

const first = 'Default-First-Site-Name'
const controller = (port: number) => [`0 100 ${port} essentials.contoso.local`]

describe('The domain controller, as a computer looks for it over DNS', () => {
  it.each([
    ['_ldap._tcp.contoso.local', 389],
    ['_ldap._tcp.dc._msdcs.contoso.local', 389],
    ['_ldap._tcp.pdc._msdcs.contoso.local', 389],
    ['_ldap._tcp.gc._msdcs.contoso.local', 3268],
    ['_kerberos._tcp.contoso.local', 88],
    ['_kerberos._udp.contoso.local', 88],
    ['_kpasswd._tcp.contoso.local', 464],
    ['_gc._tcp.contoso.local', 3268],
    [`_ldap._tcp.${first}._sites.contoso.local`, 389],
    [`_ldap._tcp.${first}._sites.dc._msdcs.contoso.local`, 389],
    [`_ldap._tcp.${first}._sites.gc._msdcs.contoso.local`, 3268],
    [`_kerberos._tcp.${first}._sites.contoso.local`, 88],
    [`_kerberos._tcp.${first}._sites.dc._msdcs.contoso.local`, 88],
    [`_gc._tcp.${first}._sites.contoso.local`, 3268],
  ])('is found at %s', async (name, port) => {
    expect(await ask(name)).toEqual(controller(port))
  })

  it('is not found in a site that there is not, nor from the Internet', async () => {
    expect(await ask('_ldap._tcp.Nowhere._sites.contoso.local')).toEqual([])
    const reply = await overUdp(dns.ports.dnsResolver, query('_ldap._tcp.contoso.local', 'SRV'))
    expect(reply?.answers).toEqual([])
  })
})

describe('A subnet', () => {
  const ofBranch = '_ldap._tcp.Branch._sites.dc._msdcs.contoso.local'
  const ofFirst = `_ldap._tcp.${first}._sites.dc._msdcs.contoso.local`

  it('moves servers to another site, for Get-ExchangeServer and for whoever asks the DNS server', async () => {
    await change('New-ADReplicationSite', { Name: 'Branch' })
    expect(await shownSite()).toBe(`contoso.local/Configuration/Sites/${first}`)
    expect([await ask(ofFirst), await ask(ofBranch)]).toEqual([controller(389), []])
    await change('New-ADReplicationSubnet', { Name: '192.168.0.0/24', Site: 'Branch' })
    expect(await shownSite()).toBe('contoso.local/Configuration/Sites/Branch')
    expect([await ask(ofFirst), await ask(ofBranch)]).toEqual([[], controller(389)])
  })

  it('of one address moves that server alone', async () => {
    await change('New-ADReplicationSubnet', { Name: '192.168.0.3/32', Site: first })
    expect(await shownSite()).toBe(`contoso.local/Configuration/Sites/${first}`)
    expect(await ask(ofBranch)).toEqual(controller(389))
  })

  it('of a site that was removed belongs to none', async () => {
    const { undo = [] } = await change('Remove-ADReplicationSite', { Identity: 'Branch' })
    expect([await ask(ofFirst), await ask(ofBranch)]).toEqual([controller(389), []])
    for (const one of undo) await done(place.run(one))
    await dns.change(await readWorld(place.site))
    expect(await ask(ofBranch)).toEqual(controller(389))
  })
})

it('Active Directory keeps the site of an Exchange server as msExchServerSite', async () => {
  const { output } = await done(
    place.run(command('Get-ADObject', { Identity: 'exch01', Properties: ['msExchServerSite'] })),
  )
  const context = 'CN=Configuration,DC=contoso,DC=local'
  const [shown] = (output ?? []) as readonly { DistinguishedName: string }[]
  expect(shown).toMatchObject({ msExchServerSite: `CN=${first},CN=Sites,${context}` })
  expect(shown?.DistinguishedName).toMatch(
    /^CN=EXCH01,CN=Servers,CN=Exchange Administrative Group .*DC=local$/,
  )
})

describe('A site without a domain controller', () => {
  it('is covered by the one that a link leads to', async () => {
    const ofFirst = `_gc._tcp.${first}._sites.contoso.local`
    expect(await ask(ofFirst)).toEqual([])
    await change('New-ADReplicationSiteLink', { Name: 'Line', SitesIncluded: ['Branch', first] })
    expect(await ask(ofFirst)).toEqual(controller(3268))
  })
})

it('A zone _msdcs of its own takes the records that are in it', async () => {
  const world = await readWorld(place.site)
  await dns.change({ ...world, zones: [...world.zones, zoneOf('inside', '_msdcs.contoso.local', [])] })
  expect(await ask('_ldap._tcp.dc._msdcs.contoso.local')).toEqual(controller(389))
  expect(await ask('_ldap._tcp.contoso.local')).toEqual(controller(389))
})
