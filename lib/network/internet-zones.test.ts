import { describe, expect, it } from 'vitest'
import { internetZones } from './internet-zones'
import { router } from './router'
import { contoso } from './testing/contoso'
import type { World } from './world'
import { emptyZone, zoneContents } from './zone'

const worldOf = (change: Partial<World>): World => ({
  description: contoso(),
  servers: [],
  zones: [],
  router: null,
  proxy: null,
  ...change,
})

function pointers(world: World): readonly string[] {
  return internetZones(world)
    .flatMap(zoneContents)
    .filter(({ type, owner }) => type === 'PTR' && owner.endsWith('.113.0.203.in-addr.arpa'))
    .map(({ owner, data }) => `${owner} ${data}`)
}

const named = (reverseName: string) => ({ reverseName }) as World['router']

describe(`the ${router.title}’s public addresses`, () => {
  it('have the provider’s own names, which lead back to them', () => {
    expect(pointers(worldOf({}))).toEqual(['25.113.0.203.in-addr.arpa 203-0-113-25.static.isp.example.'])
    const made = internetZones(worldOf({})).flatMap(zoneContents)
    expect(made).toContainEqual(
      expect.objectContaining({ owner: '203-0-113-25.static.isp.example', data: '203.0.113.25' }),
    )
  })

  it('have the name that was asked for where mail leaves from, and the provider’s at the others', () => {
    const several = contoso({ connections: 'several', publicAddresses: ['203.0.113.25', '203.0.113.26'] })
    expect(pointers(worldOf({ description: several, router: named('mail.contoso.com') }))).toEqual([
      '25.113.0.203.in-addr.arpa 203-0-113-25.static.isp.example.',
      '26.113.0.203.in-addr.arpa mail.contoso.com.',
    ])
  })

  it('stand beside the reverse names of others in the same network', () => {
    const near = contoso({ publicAddresses: ['198.51.100.7'] })
    const zones = internetZones(worldOf({ description: near }))
    const domains = zones.map(({ domain }) => domain)
    expect(domains.filter((domain) => domain === '100.51.198.in-addr.arpa')).toHaveLength(1)
    const zone = zones.find(({ domain }) => domain === '100.51.198.in-addr.arpa')
    expect(zone?.records.map(({ data }) => data)).toEqual(
      expect.arrayContaining(['mail.fabrikam.com.', '198-51-100-7.static.isp.example.']),
    )
  })
})

it('A registered domain takes the place of another with its name', () => {
  const mine = emptyZone('internet', 'fabrikam.com', ['ns1.registrar.example'])
  const zones = internetZones(worldOf({ zones: [mine] })).filter(({ domain }) => domain === 'fabrikam.com')
  expect(zones).toEqual([mine])
})
