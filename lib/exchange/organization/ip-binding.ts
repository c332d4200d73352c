import { parseIpRange, parseIpv4, parseIpv6 } from '@/lib/network'
import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../directory/quoted'

/** All of IPv4 and all of IPv6, as Exchange's own connectors have them. */
export const everyIpv4 = '0.0.0.0-255.255.255.255'
export const everyIpv6 = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'

/** Ranges as a list shows them: both of all addresses are any address. */
export function rangesInWords(ranges: readonly string[]): string {
  const isEvery = ranges.length === 2 && [everyIpv4, everyIpv6].every((one) => ranges.includes(one))
  return isEvery ? 'Any address' : ranges.join(', ')
}

/** Where a connector listens: `192.168.0.3:25`, `0.0.0.0:25` for every address, `[::]:25` for every IPv6 one. */
export function parseBinding(text: string): Result<string> {
  const [, v6, v4 = '', port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text.trim()) ?? []
  const address = v6 === undefined ? parseIpv4(v4) : parseIpv6(v6)
  return address.ok && Number(port) > 0 && Number(port) < 65536
    ? ok(`${v6 === undefined ? address.value : `[${address.value}]`}:${Number(port)}`)
    : refuse('InvalidArgument', 'InvalidBinding', `The binding ${quoted(text)} isn't valid.`, {
        target: 'Bindings',
        recommendedAction: 'Write an IP address of this server and a port, such as 192.168.0.3:25.',
      })
}

/** Which clients a connector takes: `192.168.0.0-192.168.0.255`, `192.168.0.0/24`, one address, or IPv6 from-to. */
export function parseRemoteRange(text: string): Result<string> {
  const range = text.includes(':') ? parseIpv6Range(text) : parseIpRange(text)
  if (range.ok)
    return ok(
      range.value.from === range.value.to ? range.value.from : `${range.value.from}-${range.value.to}`,
    )
  return refuse('InvalidArgument', 'InvalidIPRange', `The IP range ${quoted(text)} isn't valid.`, {
    target: 'RemoteIPRanges',
    recommendedAction: 'Write a range such as 192.168.0.0-192.168.0.255 or 192.168.0.0/24, or one address.',
  })
}

function parseIpv6Range(text: string): Result<{ from: string; to: string }> {
  const [first = '', second = first, ...rest] = text.split('-')
  const [from, to] = [parseIpv6(first), parseIpv6(second)]
  if (!from.ok) return from
  if (!to.ok) return to
  if (rest.length > 0 || ipv6Number(from.value) > ipv6Number(to.value))
    return refuse('InvalidArgument', 'InvalidIPRange', `${quoted(text)} isn't a range.`)
  return ok({ from: from.value, to: to.value })
}

/** Whether one connection could arrive at both: the same port, and the same address or every address. */
export function bindingsMeet(one: string, other: string): boolean {
  const [a, b] = [splitBinding(one), splitBinding(other)]
  if (a.port !== b.port || a.address.includes(':') !== b.address.includes(':')) return false
  return (
    a.address === b.address || [a.address, b.address].some((address) => ['0.0.0.0', '[::]'].includes(address))
  )
}

function splitBinding(binding: string): { address: string; port: string } {
  const colon = binding.lastIndexOf(':')
  return { address: binding.slice(0, colon), port: binding.slice(colon + 1) }
}

/** disjoint: no client is in both; nested: one holds the other, and the smaller wins; conflict: nobody could tell. */
export function compareRanges(one: string, other: string): 'disjoint' | 'nested' | 'conflict' {
  const [a, b] = [rangeOf(one), rangeOf(other)]
  if (a.v6 !== b.v6 || a.to < b.from || b.to < a.from) return 'disjoint'
  if (a.from === b.from && a.to === b.to) return 'conflict'
  const holds = (outer: typeof a, inner: typeof a) => outer.from <= inner.from && inner.to <= outer.to
  return holds(a, b) || holds(b, a) ? 'nested' : 'conflict'
}

/** The first and the last address of a range, as numbers. */
export function rangeOf(range: string): { readonly v6: boolean; readonly from: bigint; readonly to: bigint } {
  const [from = '', to = from] = range.split('-')
  const v6 = range.includes(':')
  const number = v6 ? ipv6Number : ipv4Number
  return { v6, from: number(from), to: number(to) }
}

/** A client's address as a number; null for what is none. */
export function parseRemoteEnd(text: string): { readonly v6: boolean; readonly number: bigint } | null {
  const v6 = text.includes(':')
  const address = v6 ? parseIpv6(text) : parseIpv4(text)
  return address.ok ? { v6, number: v6 ? ipv6Number(address.value) : ipv4Number(address.value) } : null
}

function ipv4Number(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function ipv6Number(address: string): bigint {
  const [head = '', tail] = address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = Array(tail === undefined ? 0 : 8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
}
