import { canonicalName, publicAddressOf, type Vantage } from '@/lib/network'
import type { Examined } from '../examined'

export type Whose = 'essentials' | 'exchange'

export function domainOf({ description }: Examined): string {
  return canonicalName(description.internetDomain)
}

/** The name that people reach a server by. */
export function hostOf({ description }: Examined, whose: Whose): string {
  return canonicalName(description[whose].internetName)
}

/** Where a server's name has to lead, as seen from there. */
export function addressOf({ description }: Examined, whose: Whose, from: Vantage): string {
  return from === 'inside' ? description[whose].address : publicAddressOf(description, whose)
}

export function isOurPublicAddress({ description, own }: Examined, address: string): boolean {
  return description.publicAddresses.includes(address) || own?.router?.wanAddress === address
}

/** Whose computer a name of the site stands for; names of neither (contoso.com, www) stand for none. */
export function whoseHost(examined: Examined, host: string): Whose | null {
  if (host === hostOf(examined, 'essentials')) return 'essentials'
  const ours = [hostOf(examined, 'exchange'), `autodiscover.${domainOf(examined)}`]
  return ours.includes(host) ? 'exchange' : null
}
