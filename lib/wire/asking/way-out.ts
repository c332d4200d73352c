import { lookup } from 'node:dns/promises'
import type { Socket } from 'node:net'
import type { NoAnswer } from '@/lib/network'
import { canonicalAddress, scopeOf } from './confirmed'
import { type ConnectionLimits, connectionLimits } from './connection-limits'
import { dial } from './dial'
import type { Place } from './reach'

/**
 * The one way out of the simulated world: to the smart host that an administrator has confirmed. What is not confirmed
 * at the moment of asking is not looked up, and not connected to.
 */
export interface WayOut {
  /** Addresses of the confirmed host, by this computer's resolver; none where it is not confirmed or not known. */
  addresses(host: string): Promise<readonly string[]>
  /** Connects to one of these addresses. The connection may last for 10 minutes. */
  connect(way: {
    readonly host: string
    readonly address: string
    readonly port: number
  }): Promise<Socket | NoAnswer>
}

export interface WayOutOptions {
  /** Whether that host is confirmed now; an address stands in brackets. */
  readonly isConfirmed: (host: string) => Promise<boolean>
  /** For tests, which stay on loopback. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  readonly at?: (address: string, port: number) => Place
  readonly limits?: ConnectionLimits
}

/** ConnectionTimeout of a connector: 10 minutes. */
const lifetimeMs = 600_000
const timeoutMs = 15_000

async function ofThisComputer(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' })
  return found.map(({ address }) => address)
}

const literalOf = (host: string) => /^\[(.+)\]$/.exec(host)?.[1]

/** Loopback, link-local and reserved addresses are no other computer's, whatever a name leads to. */
const isElsewhere = (address: string) => scopeOf(address) !== 'none'

export function openWayOut({
  isConfirmed,
  resolve = ofThisComputer,
  at = (host, port) => ({ host, port }),
  limits = connectionLimits({ what: 'Mail that leaves makes', atOnce: 2, aMinute: 10 }),
}: WayOutOptions): WayOut {
  const addresses = async (host: string) => {
    if (!(await isConfirmed(host))) return []
    const literal = literalOf(host)
    const found = literal === undefined ? await resolve(host).catch(() => []) : [literal]
    return found.flatMap((one) => canonicalAddress(one) ?? []).filter(isElsewhere)
  }
  return {
    addresses,
    async connect({ host, address, port }) {
      if (!(await addresses(host)).includes(address))
        return { kind: 'forbidden', reason: `${host} is not the smart host that mail may leave to.` }
      return dial(
        {
          place: () => at(address, port),
          turn: () => limits.turn(),
          ...{ resolvers: { internet: '', inside: '' }, roots: [], nameServers: new Map() },
          ...{ timeoutMs, answerMs: timeoutMs },
        },
        { address, port, from: 'internet' },
        lifetimeMs,
      )
    },
  }
}
