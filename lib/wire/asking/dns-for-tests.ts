import type { World } from '@/lib/network'
import { type OpenedDns, openedDns } from '../dns/dns-for-tests'
import type { WireLine, WireMap } from '../wire-map'

/** Nothing listens at either in these tests: what a name server does not answer is refused. */
export const emptyMap: WireMap = {
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

export function mapOf({ ports }: OpenedDns, change: Partial<WireMap> = {}): WireMap {
  const lines = [
    ...dnsLines('198.51.100.1', ports.dnsResolver),
    ...dnsLines('192.168.0.2', ports.dnsInside),
    ...nameServers.flatMap((address) => dnsLines(address, ports.dns)),
  ]
  return { ...emptyMap, lines, ...change }
}

export async function opened(world: World) {
  const dns = await openedDns(world)
  return { dns, settle: async () => mapOf(dns) }
}
