import { getServers } from 'node:dns'
import type { Network, NoAnswer } from '@/lib/network'
import { type Confirmed, canonicalAddress, isConfirmed, notConfirmed, scopeOf, whyNotName } from './confirmed'
import { type ConnectionLimits, connectionLimits } from './connection-limits'
import { networkOver } from './network-over'
import type { Place, Reach } from './reach'
import { parseWebAddress } from './web-request'

export interface LiveOptions {
  /** Where public names are asked: the resolver that the administrator chose, as an address. */
  readonly resolver: string
  /** The site's own names, confirmed by the administrator; names below them count, too. */
  readonly names: readonly string[]
  /** Its own public addresses, confirmed. Nothing else is connected to. */
  readonly addresses: readonly string[]
  /** Its own private addresses, confirmed. Never loopback or link-local ones. */
  readonly insideAddresses?: readonly string[]
  readonly timeoutMs?: number
  /** Where an address is: itself. Tests keep to loopback by it. */
  readonly at?: (address: string, port: number) => Place
  readonly limits?: ConnectionLimits
  /** The resolver of this computer, which a PC in the office asks, too. */
  readonly insideResolver?: string
}

/** For all live checks of this process together. */
const everybody = connectionLimits({ atOnce: 8, aMinute: 120 })

/** What a mail check needs. A message is never sent (RFC 5321 §4.1.1). */
const saidLive = /^(?:(?:EHLO|HELO) \S+|STARTTLS|MAIL FROM:.*|RCPT TO:.*|RSET|NOOP|QUIT)$/i

/** `127.0.0.53`, `[::1]:53`: node tells a port where it is not 53. */
function resolverOfThisComputer(): string | undefined {
  const [first] = getServers()
  return first?.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
}

/** DNS may go wherever names lead on the Internet, and to the resolvers that were chosen. */
function whyNotAsked(
  options: LiveOptions,
  confirmed: Confirmed,
  resolvers: readonly string[],
  asked: string,
) {
  const address = canonicalAddress(asked)
  if (address !== null && (scopeOf(address) === 'public' || isConfirmed(confirmed, address))) return null
  return asked !== '' && resolvers.includes(asked) ? null : notConfirmed(asked || options.resolver)
}

function liveReach(options: LiveOptions, confirmed: Confirmed): Reach {
  const { at = (host, port) => ({ host, port }), limits = everybody, timeoutMs = 5000, resolver } = options
  const inside = options.insideResolver ?? resolverOfThisComputer() ?? resolver
  return {
    place(protocol, address, port) {
      const asksNames = protocol === 'udp' || port === 53
      const forbidden = asksNames ? whyNotAsked(options, confirmed, [resolver, inside], address) : null
      return forbidden ?? at(address, port)
    },
    turn: async (address) => (isConfirmed(confirmed, address) ? limits.turn() : notConfirmed(address)),
    resolvers: { internet: resolver, inside },
    roots: [],
    timeoutMs,
    answerMs: timeoutMs,
    nameServers: new Map(),
  }
}

function whyNotSaid(lines: readonly string[]): NoAnswer | null {
  const bad = lines.find((line) => !saidLive.test(line.trim()))
  if (bad === undefined) return null
  const verb = bad
    .trim()
    .split(/\s/)[0]
    ?.slice(0, 20)
    .toUpperCase()
    .replace(/[^\x20-\x7e]/g, '?')
  return { kind: 'forbidden', reason: `Live checks send no message, so ${verb || 'that line'} is not said.` }
}

/**
 * The real world, asked from where the dashboard runs. DNS goes where names lead; connections go to confirmed addresses
 * alone, and names that lead elsewhere by then are not followed there.
 */
export function liveNetwork(options: LiveOptions): Network {
  const { names, addresses, insideAddresses = [] } = options
  const confirmed = { names, addresses, insideAddresses }
  const network = networkOver(liveReach(options, confirmed))
  return {
    ...network,
    async connect(address, port, from, serverName = address) {
      return whyNotName(confirmed, serverName) ?? network.connect(address, port, from, serverName)
    },
    async request(asked) {
      const url = parseWebAddress(asked.url)
      return (url && whyNotName(confirmed, url.host)) ?? network.request(asked)
    },
    async converse(address, port, from, lines) {
      return whyNotSaid(lines) ?? network.converse(address, port, from, lines)
    },
    async send() {
      return { kind: 'forbidden', reason: 'Live checks send no message.' }
    },
  }
}
