import { ok, type Result, refuse } from '@/lib/shell'
import { shown } from './names'

/** Who can reach an address. Documentation addresses (RFC 5737) count as public: examples use them so. */
export type AddressScope = 'private' | 'shared' | 'loopback' | 'link-local' | 'reserved' | 'public'

/** Both ends belong to the range. */
export interface IpRange {
  readonly from: string
  readonly to: string
}

/** IANA's special-purpose IPv4 registry, as far as it matters here (RFC 6890). */
const scopes: readonly (readonly [network: string, bits: number, scope: AddressScope])[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['224.0.0.0', 3, 'reserved'],
]

function wrong(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, { recommendedAction })
}

/** 192.168.0.2 as the number 3232235522. Takes what parseIpv4 gave. */
export function ipv4Number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

export function ipv4FromNumber(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** An IPv4 address in dotted decimal. A leading zero is refused: some programs read it as octal. */
export function parseIpv4(text: string): Result<string> {
  const address = text.trim()
  const parts = address.split('.')
  if (parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return ok(address)
  const action = 'Type four numbers from 0 to 255 with dots between them, such as 192.168.0.2.'
  if (address === '') return wrong('AddressIsEmpty', 'An IP address is missing.', action)
  if (address.includes(':') && parseIpv6(address).ok)
    return wrong('AddressIsIpv6', `"${shown(address)}" is an IPv6 address.`, action)
  if (
    parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part)) &&
    parts.some((part) => /^0\d/.test(part))
  )
    return wrong(
      'AddressHasLeadingZero',
      `"${address}" has a number that begins with 0.`,
      'Leave out the leading zeros: some programs would read them as octal.',
    )
  return wrong('AddressInvalid', `"${shown(address)}" is not an IP address.`, action)
}

/** An IPv6 address in its shortest form (RFC 5952). */
export function parseIpv6(text: string): Result<string> {
  const address = text.trim()
  try {
    if (/^[0-9a-f:.]{2,45}$/i.test(address)) return ok(new URL(`http://[${address}]`).hostname.slice(1, -1))
  } catch {}
  return wrong('AddressInvalid', `"${shown(address)}" is not an IPv6 address.`, 'Such as 2001:db8::25.')
}

export function addressScope(address: string): AddressScope {
  const number = ipv4Number(address)
  const found = scopes.find(
    ([network, bits]) =>
      Math.floor(number / 2 ** (32 - bits)) === Math.floor(ipv4Number(network) / 2 ** (32 - bits)),
  )
  return found?.[2] ?? 'public'
}

/** Why nobody on the Internet can reach this address. */
export function whyNotPublic(address: string): string {
  switch (addressScope(address)) {
    case 'private':
      return `${address} is a private address: it means something only inside a network (RFC 1918).`
    case 'shared':
      return `${address} is an address that a provider shares among many customers (RFC 6598): nothing can be forwarded from it.`
    case 'loopback':
      return `${address} is every computer's own loopback address.`
    case 'link-local':
      return `${address} is what a computer gives itself when it found no DHCP server (RFC 3927).`
    default:
      return `${address} is no computer's address.`
  }
}

/** An address inside a network: 192.168.0.2. */
export function parsePrivateIpv4(text: string): Result<string> {
  const address = parseIpv4(text)
  if (!address.ok || addressScope(address.value) === 'private') return address
  return addressScope(address.value) === 'public'
    ? wrong(
        'AddressNotPrivate',
        `${address.value} is an address on the Internet.`,
        'Type an address of your own network: from 10.0.0.0, 172.16.0.0 to 172.31.0.0, or 192.168.0.0 upward (RFC 1918).',
      )
    : wrong(
        'AddressNotPrivate',
        whyNotPublic(address.value),
        'Type an address of your own network, such as 192.168.0.2.',
      )
}

/** An address on the Internet: 203.0.113.25. */
export function parsePublicIpv4(text: string): Result<string> {
  const address = parseIpv4(text)
  if (!address.ok || addressScope(address.value) === 'public') return address
  return wrong(
    'AddressNotPublic',
    whyNotPublic(address.value),
    'Type the address that your Internet Service Provider gave you; the status page of the router shows it.',
  )
}

/** A range from its two ends. */
export function ipRange(from: string, to: string): Result<IpRange> {
  const [first, last] = [parseIpv4(from), parseIpv4(to)]
  if (!first.ok) return first
  if (!last.ok) return last
  if (ipv4Number(first.value) > ipv4Number(last.value))
    return wrong(
      'RangeBackwards',
      `The range begins at ${first.value}, which is after its end ${last.value}.`,
      'Exchange the two.',
    )
  return ok({ from: first.value, to: last.value })
}

/** `192.168.0.0-192.168.0.255`, `192.168.0.0/24`, or one address: the forms that RemoteIPRanges takes. */
export function parseIpRange(text: string): Result<IpRange> {
  const [first = '', second, ...rest] = text.split('-')
  if (rest.length > 0)
    return wrong('RangeInvalid', `"${shown(text)}" is not a range.`, 'Such as 192.168.0.100-192.168.0.200.')
  if (second !== undefined) return ipRange(first, second)
  const [network = '', bits] = first.split('/')
  if (bits === undefined) return ipRange(first, first)
  const address = parseIpv4(network)
  if (!address.ok) return address
  if (!/^(\d|[12]\d|3[0-2])$/.test(bits.trim()))
    return wrong(
      'RangeInvalid',
      `"${shown(text)}" is not a network.`,
      'The number after the slash is 0 to 32.',
    )
  const size = 2 ** (32 - Number(bits))
  const from = Math.floor(ipv4Number(address.value) / size) * size
  return ok({ from: ipv4FromNumber(from), to: ipv4FromNumber(from + size - 1) })
}

export function inRange(address: string, { from, to }: IpRange): boolean {
  const number = ipv4Number(address)
  return ipv4Number(from) <= number && number <= ipv4Number(to)
}

export function printIpRange({ from, to }: IpRange): string {
  return from === to ? from : `${from}-${to}`
}
