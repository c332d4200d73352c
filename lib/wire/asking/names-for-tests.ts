import type { World } from '@/lib/network'
import type { DnsPorts } from '../dns'
import { type OpenedDns, openedDns } from '../dns/dns-for-tests'
import type { WireLine, WireMap } from '../wire-map'

/** Nothing listens at either in these tests: what a name server does not answer is refused. */
const emptyMap: WireMap = {
  lines: [],
  publicAddresses: [],
  computers: [],
  hairpin: true,
  blockedPorts: [],
  silentPort: 1,
  closedPort: 1,
  resolvers: { internet: '198.51.100.1', inside: '192.168.0.2' },
  roots: [],
  ahead: 0,
}

function dnsLines(address: string, localPort: number): WireLine[] {
  const line = { address, port: 53, localPort, state: 'open', what: 'DNS' } as const
  return [
    { ...line, protocol: 'udp' },
    { ...line, protocol: 'tcp' },
  ]
}

const nameServers = ['198.51.100.53', '198.51.100.54', '198.51.100.80', '198.51.100.90']

export function mapOf(ports: DnsPorts): WireMap {
  const lines = [
    ...dnsLines('198.51.100.1', ports.dnsResolver),
    ...dnsLines('192.168.0.2', ports.dnsInside),
    ...nameServers.flatMap((address) => dnsLines(address, ports.dns)),
  ]
  return { ...emptyMap, lines }
}

/** The simulated world's own name servers, with nothing else in it. */
export async function openNames(world: World): Promise<OpenedDns & { readonly map: () => Promise<WireMap> }> {
  const dns = await openedDns(world)
  return Object.assign(Object.create(dns) as OpenedDns, { map: async () => mapOf(dns.ports) })
}
