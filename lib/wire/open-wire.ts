import type { Site } from '@/lib/exchange'
import type { ResolverCache, Vantage } from '@/lib/network'
import { coalesced } from './asking/coalesced'
import type { Intake } from './intake'
import { listen } from './listening'
import type { WireMap } from './wire-map'

export interface WireOptions {
  /** Reads the site as it is now: its objects from memory afterwards, its users from the database. */
  readonly snapshot: () => Promise<Site>
  /** 0 for any free port; `block` is the first of the ports for all that has none of its own. */
  readonly ports: WirePorts
  /** Keeps what a resolver remembers, unless its cache was cleared meanwhile (another generation). */
  readonly saveCache: (whose: Vantage, cache: ResolverCache) => Promise<void>
  readonly intake: Intake
  readonly log?: (line: string) => void
}

/** On 127.0.0.1. */
export interface WirePorts {
  /** The Internet's name servers. */
  readonly dns: number
  /** The Essentials server's DNS, as the office asks it. */
  readonly dnsInside: number
  /** The provider's resolver, which strangers on the Internet ask. */
  readonly dnsResolver: number
  /** The Essentials server's HTTPS: the reverse proxy. */
  readonly proxy: number
  /** Exchange's SMTP, port 25 inside. */
  readonly smtp: number
  /** The submission of mail by its users, port 587 inside. */
  readonly submission: number
  readonly block: number
}

/** The simulated world while it listens. */
export interface Wire {
  /** Reads the site anew, opens and closes what differs, and gives the map once all of it listens. */
  settle(): Promise<WireMap>
  /** At the next settling the resolvers remember what is stored, not what they were told: another site is read then. */
  forget(): void
  close(): Promise<void>
}

/**
 * The simulated world on this computer. Nothing of the site listens before the first `settle`.
 * @throws Error with the port and the variable to set, when another program holds a port
 */
export async function openWire(options: WireOptions): Promise<Wire> {
  const listening = await listen(options)
  const settle = coalesced(() => listening.settle())
  let last: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | undefined
  return {
    settle() {
      const mine = settle()
      last = mine.catch(() => undefined)
      return mine
    },
    forget: () => listening.forget(),
    // What is being opened meanwhile would stay open.
    close() {
      closing ??= last.then(() => listening.close())
      return closing
    },
  }
}
