import type { Network } from '@/lib/network'
import type { WireMap } from '../wire-map'

export interface WireNetworkOptions {
  /**
   * Lets the simulated world catch up with what was committed, and gives its map. Asked once for each burst of
   * questions; a rejection becomes a `timeout` that says that the simulated network does not run.
   */
  readonly settle: () => Promise<WireMap>
  /** For how long a silent address is waited for. */
  readonly timeoutMs?: number
}

/** The simulated world, asked over DNS, TCP, TLS and HTTP. */
export function wireNetwork(_: WireNetworkOptions): Network {
  throw new Error('to be written')
}
