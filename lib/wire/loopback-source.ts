import type { World } from '@/lib/network'

/** Whoever comes from 127.0.0.1 itself: a computer somewhere on the Internet (RFC 5737). */
export const stranger = '198.51.100.77'

/** The documentation networks in which the simulated Internet lives (RFC 5737), each with its place in 127.20.0.0/16. */
const internetNetworks = ['198.51.100', '203.0.113', '192.0.2']

/** What a PC in the office binds: 200 in the first of the site's networks. */
export const officeBinding = '127.10.0.200'

/** What a computer of the simulated Internet binds, whatever the site's own networks are. */
export function internetBinding(address: string): string | null {
  return loopbackSources({ servers: [] }).bindingOf(address)
}

/**
 * Who somebody is, by the loopback address that they come from: all of 127.0.0.0/8 is this computer, so a client may
 * bind one that says which computer of the simulated world it plays. 192.168.0.3 comes from 127.10.0.3 (127.10.1.3 in
 * the second of the site's networks, by number), 198.51.100.25 from 127.20.0.25.
 */
export interface LoopbackSources {
  /** What to bind; null for an address that has no place here, and then 127.0.0.1 has to do. */
  bindingOf(address: string): string | null
  /** The simulated address of who came from there. */
  addressOf(loopback: string): string
}

const networkOf = (address: string) => address.split('.').slice(0, 3).join('.')
const hostOf = (address: string) => address.split('.')[3] ?? ''

const byNumber = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

export function loopbackSources({ servers }: Pick<World, 'servers'>): LoopbackSources {
  const office = [...new Set(servers.map(({ properties }) => networkOf(properties.address)))].sort(byNumber)
  const networks: ReadonlyMap<string, string> = new Map([
    ...office.map((network, at) => [network, `127.10.${at}`] as const),
    ...internetNetworks.map((network, at) => [network, `127.20.${at}`] as const),
  ])
  const back: ReadonlyMap<string, string> = new Map(
    [...networks].map(([network, loopback]) => [loopback, network]),
  )
  return {
    bindingOf(address) {
      const loopback = networks.get(networkOf(address))
      return loopback ? `${loopback}.${hostOf(address)}` : null
    },
    addressOf(loopback) {
      const plain = loopback.replace(/^::ffff:/, '')
      const network = back.get(networkOf(plain))
      return network ? `${network}.${hostOf(plain)}` : stranger
    },
  }
}
