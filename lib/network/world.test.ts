import { expect, it } from 'vitest'
import { contoso, essentialsServer } from './testing/contoso'
import { insideZones } from './world'
import type { Zone } from './zone'

const zoneNamed = (domain: string): Zone => ({
  view: 'inside',
  domain,
  soa: { primary: 'ns', mailbox: 'm', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1 },
  nameServers: [],
  records: [],
  replicationScope: null,
  dynamicUpdate: 'Secure',
})

it('What a domain controller registers goes to the zone that is closest to each name, and to no other', () => {
  const domains = [
    'contoso.local',
    'dc._msdcs.contoso.local',
    '_msdcs.contoso.local',
    'oso.local',
    'fabrikam.com',
  ]
  const zones = insideZones({
    description: contoso(),
    servers: [
      {
        ...{ id: '1', name: 'ESSENTIALS', properties: essentialsServer },
        ...{ whenCreated: new Date(0), whenChanged: new Date(0) },
      },
    ],
    zones: domains.map(zoneNamed),
    router: null,
    proxy: null,
  })
  const names = (domain: string) =>
    zones.find((one) => one.domain === domain)?.records.map(({ name, type }) => `${name} ${type}`)
  expect(names('contoso.local')).toEqual(
    expect.arrayContaining([
      'essentials A',
      '_ldap._tcp SRV',
      '_ldap._tcp.default-first-site-name._sites SRV',
    ]),
  )
  expect(names('contoso.local')?.filter((name) => name.includes('_msdcs'))).toEqual([])
  expect(names('_msdcs.contoso.local')).toEqual(
    expect.arrayContaining(['gc A', '_ldap._tcp.gc SRV', '_ldap._tcp.pdc SRV']),
  )
  expect(names('_msdcs.contoso.local')).not.toContain('_ldap._tcp.dc SRV')
  expect(names('dc._msdcs.contoso.local')).toContain('_ldap._tcp SRV')
  expect([names('oso.local'), names('fabrikam.com')]).toEqual([[], []])
})
