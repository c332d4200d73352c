import { lookup } from 'node:dns/promises'
import type { Socket } from 'node:net'
import type { NoAnswer } from '@/lib/network'
import { canonicalAddress, scopeOf } from './confirmed'
import { type ConnectionLimits, connectionLimits } from './connection-limits'
import { dial } from './dial'
import { noAnswerWithin, type Place } from './reach'

/**
 * The one way out of the simulated world: to the smart host that an administrator has confirmed. What is not confirmed
 * at the moment of asking is not looked up, and not connected to.
 */
export interface WayOut {
  /** Addresses of the confirmed host, by this computer's resolver; or why there are none. */
  addresses(host: string): Promise<readonly string[] | NoAnswer>
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

/** ConnectionTimeout of a connector: 10 minutes. An address that was told is good for as long. */
const lifetimeMs = 600_000
const timeoutMs = 15_000

async function ofThisComputer(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' })
  return found.map(({ address }) => address)
}

/** Loopback, link-local and reserved addresses are no other computer's, whatever a name leads to. */
const isElsewhere = (address: string) => scopeOf(address) !== 'none'

const notConfirmed = (host: string): NoAnswer => ({
  kind: 'forbidden',
  reason: `${host} is not the smart host that mail may leave to`,
})

export function openWayOut({
  isConfirmed,
  resolve = ofThisComputer,
  at = (host, port) => ({ host, port }),
  limits = connectionLimits({ what: 'Mail that leaves makes', atOnce: 4, aMinute: 60 }),
}: WayOutOptions): WayOut {
  /** Until when an address is one of a host's: large providers tell others each time. */
  const told = new Map<string, number>()
  const key = (host: string, address: string) => `${host.toLowerCase()} ${address}`
  const remember = (host: string, addresses: readonly string[]) => {
    const now = performance.now()
    for (const [one, until] of told) if (until < now) told.delete(one)
    for (const address of addresses) told.set(key(host, address), now + lifetimeMs)
  }
  return {
    async addresses(host) {
      if (!(await isConfirmed(host))) return notConfirmed(host)
      const literal = /^\[(.+)\]$/.exec(host)?.[1]
      const found = literal === undefined ? await within(resolve(host)) : [literal]
      if ('kind' in found) return found
      const elsewhere = found.flatMap((one) => canonicalAddress(one) ?? []).filter(isElsewhere)
      remember(host, elsewhere)
      return elsewhere.length > 0
        ? elsewhere
        : { kind: 'forbidden', reason: `${host} has no address of another computer` }
    },
    async connect({ host, address, port }) {
      const isOne = (told.get(key(host, address)) ?? 0) > performance.now()
      if (!isOne || !(await isConfirmed(host))) return notConfirmed(host)
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

/** What the resolver says, in time. */
async function within(resolving: Promise<readonly string[]>): Promise<readonly string[] | NoAnswer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<NoAnswer>((done) => {
    timer = setTimeout(() => done(noAnswerWithin(timeoutMs)), timeoutMs)
  })
  const failed = (error: NodeJS.ErrnoException): NoAnswer => ({
    kind: 'unreachable',
    reason: `This computer’s resolver does not know it (${error.code ?? error.message})`,
  })
  try {
    return await Promise.race([resolving.catch(failed), late])
  } finally {
    clearTimeout(timer)
  }
}
