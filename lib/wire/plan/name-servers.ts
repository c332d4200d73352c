import { otherDomains, routerInside, serverOf, type World, zoneContents } from '@/lib/network'
import type { LineState } from '../wire-map'

/** The provider's resolver, which strangers on the Internet ask. */
export const resolverOfInternet = '198.51.100.1'

export interface PlannedNameServer {
  readonly address: string
  readonly state: LineState
  readonly what: string
  /** Which of our three DNS servers answers there. */
  readonly server: 'dns' | 'dnsInside' | 'dnsResolver'
}

/** The router's own address in the office, in the network that it gives addresses from. */
export function routerOf({ router, servers }: World): string | null {
  const taken = servers.map(({ properties }) => properties.address)
  return router && routerInside(router.dhcpRange.from, taken)
}

/** The addresses of the name servers that the zones of the Internet name. */
function authorities(): readonly string[] {
  const hosts = new Set(otherDomains.flatMap(({ nameServers }) => nameServers))
  const addresses = otherDomains
    .flatMap((zone) => zoneContents(zone))
    .filter(({ owner, type }) => type === 'A' && hosts.has(owner))
    .map(({ data }) => data)
  return [...new Set(addresses)].filter((address) => address !== resolverOfInternet)
}

/** Who answers DNS, over UDP and TCP. */
export function nameServers(world: World): readonly PlannedNameServer[] {
  const essentials = serverOf(world, 'essentials')
  const router = routerOf(world)
  const running = essentials?.properties.services.DNS?.state !== 'Stopped'
  return [
    ...authorities().map(
      (address) => ({ address, state: 'open', what: 'Name server on the Internet', server: 'dns' }) as const,
    ),
    {
      address: resolverOfInternet,
      state: 'open',
      what: 'Resolver of the Internet Service Provider',
      server: 'dnsResolver',
    },
    ...(essentials
      ? [
          {
            address: essentials.properties.address,
            state: running ? 'open' : 'closed',
            what: `DNS of ${essentials.name}`,
            server: 'dnsInside',
          } as const,
        ]
      : []),
    ...(router
      ? [{ address: router, state: 'open', what: 'DNS of the router', server: 'dnsResolver' } as const]
      : []),
  ]
}
