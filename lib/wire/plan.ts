import type { LineState } from './wire-map'

/** What answers at an address and port of the simulated world. */
export type Served =
  /** The router, or whoever passes on what comes in. */
  | { readonly kind: 'forward'; readonly to: { readonly address: string; readonly port: number } }
  | { readonly kind: 'smtp' | 'pop' | 'imap'; readonly server: string; readonly tls: boolean }
  /** IIS of a computer of the site: on the Essentials server with the reverse proxy in it. */
  | { readonly kind: 'web'; readonly server: string; readonly tls: boolean }
  /** Somebody else's computer on the Internet. */
  | { readonly kind: 'other'; readonly name: string }

/** One TCP address as it should be now. */
export interface PlannedLine {
  readonly address: string
  readonly port: number
  readonly state: LineState
  readonly what: string
  /** Set where `state` is open. */
  readonly served: Served | null
}
