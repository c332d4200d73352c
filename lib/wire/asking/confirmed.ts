import { isIP, isIPv6 } from 'node:net'
import { addressScope, isWithin, type NoAnswer, parseIpv4, parseIpv6, shown } from '@/lib/network'

/** What the administrator has confirmed to be the site's own. */
export interface Confirmed {
  readonly names: readonly string[]
  /** Public ones. */
  readonly addresses: readonly string[]
  /** Private ones (RFC 1918, RFC 4193). */
  readonly insideAddresses: readonly string[]
}

export type Scope = 'public' | 'private' | 'none'

/** One spelling of an address; null for what is none. */
export function canonicalAddress(text: string): string | null {
  const address = isIPv6(text) ? parseIpv6(text) : parseIpv4(text)
  return address.ok ? address.value : null
}

/** Loopback, link-local, shared and reserved addresses are nobody's: a live check never goes there. */
export function scopeOf(address: string): Scope {
  if (!isIPv6(address)) {
    const scope = isIP(address) === 4 ? addressScope(address) : 'reserved'
    return scope === 'public' || scope === 'private' ? scope : 'none'
  }
  const first = Number.parseInt(address.split(':')[0] || '0', 16)
  // 2002::/16 holds IPv4 addresses of any scope (RFC 3056).
  if (first >= 0x2000 && first < 0x4000 && first !== 0x2002) return 'public'
  return first >= 0xfc00 && first < 0xfe00 ? 'private' : 'none'
}

export function isConfirmed({ addresses, insideAddresses }: Confirmed, asked: string): boolean {
  const address = canonicalAddress(asked)
  if (address === null) return false
  const scope = scopeOf(address)
  const list = scope === 'public' ? addresses : scope === 'private' ? insideAddresses : []
  return list.some((one) => canonicalAddress(one) === address)
}

export function notConfirmed(address: string): NoAnswer {
  return {
    kind: 'forbidden',
    reason: `${shown(address)} is not among the confirmed addresses of this site. Confirm it before a live check connects to it.`,
  }
}

/** Why that name is not told to a server; null when it may be. */
export function whyNotName({ names, ...confirmed }: Confirmed, name: string): NoAnswer | null {
  if (names.some((one) => isWithin(name, one)) || isConfirmed({ names, ...confirmed }, name)) return null
  return {
    kind: 'forbidden',
    reason: `${shown(name)} is not among the confirmed names of this site. Confirm it before a live check asks for it.`,
  }
}
