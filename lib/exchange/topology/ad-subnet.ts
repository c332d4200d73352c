import { noun, type Stored } from '../store'

/** A range of addresses that belongs to a site of Active Directory. Its name is the range: `192.168.1.0/24`. */
export interface AdSubnet {
  /** Null for one that belongs to no site. */
  readonly site: string | null
  readonly location: string
  readonly description: string
}

export const adSubnet = noun<AdSubnet>('ADSubnet', 'Active Directory subnet')

/** `192.168.1.0/24` in its parts; null for other text. IPv4, as all addresses of the site. */
export function readSubnet(text: string): { readonly network: string; readonly bits: number } | null {
  const [, network = '', bits = ''] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(text) ?? []
  const parts = network.split('.').map(Number)
  if (network === '' || Number(bits) > 32 || parts.some((part) => part > 255)) return null
  return { network: parts.join('.'), bits: Number(bits) }
}

/** Whether only bits of the network are set, as Active Directory wants it: 192.168.1.0/24, not 192.168.1.7/24. */
export function isNetworkAddress({ network, bits }: { network: string; bits: number }): boolean {
  return numberOf(network) % 2 ** (32 - bits) === 0
}

/** The smallest subnet that an address belongs to; null where none does. */
export function subnetOfAddress(
  address: string,
  subnets: readonly Stored<AdSubnet>[],
): Stored<AdSubnet> | null {
  const around = subnets.flatMap((one) => {
    const subnet = readSubnet(one.name)
    return subnet && includes(subnet, address) ? [{ bits: subnet.bits, one }] : []
  })
  return around.toSorted((one, other) => other.bits - one.bits)[0]?.one ?? null
}

/** The site of the smallest subnet that an address belongs to; null where none does. */
export function siteOfAddress(address: string, subnets: readonly Stored<AdSubnet>[]): string | null {
  return subnetOfAddress(address, subnets)?.properties.site ?? null
}

function includes({ network, bits }: { network: string; bits: number }, address: string): boolean {
  const ofNetwork = (one: string) => Math.floor(numberOf(one) / 2 ** (32 - bits))
  return ofNetwork(address) === ofNetwork(network)
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}
