import { addressScope, type Vantage } from '@/lib/network'
import type { WireLine, WireMap } from './wire-map'

/** The port by which mail leaves: where a provider blocks it, then both ways. */
const mailPort = 25

function isPublic(address: string): boolean {
  return addressScope(address) === 'public'
}

/** Whether packets from there to this address are lost on the way, whoever is there. */
function isLost(map: WireMap, from: Vantage, address: string, port: number): boolean {
  if (from === 'internet') return !isPublic(address)
  if (map.publicAddresses.includes(address)) return !map.hairpin
  return isPublic(address) && port === mailPort && map.blockedPorts.includes(mailPort)
}

function portOf(map: WireMap, line: WireLine): number {
  if (line.state === 'silent' && line.protocol === 'udp') return map.silentPort
  return line.localPort
}

/**
 * Where on 127.0.0.1 an address of the simulated world is for who asks from there.
 * What is unknown is lost on the way; what a known computer does not listen at is refused.
 */
export function route(
  map: WireMap,
  from: Vantage,
  protocol: 'tcp' | 'udp',
  address: string,
  port: number,
): number {
  if (isLost(map, from, address, port)) return map.silentPort
  const line = map.lines.find(
    (one) => one.protocol === protocol && one.address === address && one.port === port,
  )
  if (line) return portOf(map, line)
  return map.computers.includes(address) ? map.closedPort : map.silentPort
}
