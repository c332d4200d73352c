import type { Network } from '@/lib/network'

export interface LiveOptions {
  /** Where public names are asked: the resolver that the administrator chose, as an address. */
  readonly resolver: string
  /** The site's own names, confirmed by the administrator; names below them count, too. */
  readonly names: readonly string[]
  /** Its own addresses, confirmed. Nothing else is connected to. */
  readonly addresses: readonly string[]
  readonly timeoutMs?: number
}

/** The real world, asked from where the dashboard runs. */
export function liveNetwork(_: LiveOptions): Network {
  throw new Error('to be written')
}
