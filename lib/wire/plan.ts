import type { World } from '@/lib/network'
import { internetLines } from './plan/internet-lines'
import { publicLines } from './plan/public-lines'
import { serverLines } from './plan/server-lines'
import type { LineState } from './wire-map'

/** What answers at an address and port of the simulated world. */
export type Served =
  /** The router, or whoever passes on what comes in. */
  | { readonly kind: 'forward'; readonly to: { readonly address: string; readonly port: number } }
  | { readonly kind: 'smtp' | 'pop' | 'imap'; readonly server: string; readonly tls: boolean }
  /** IIS of a computer of the site: on the Essentials server with the reverse proxy in it. */
  | { readonly kind: 'web'; readonly server: string; readonly tls: boolean }
  /** Somebody else's computer on the Internet. */
  | { readonly kind: 'other smtp'; readonly name: string }
  | { readonly kind: 'other web'; readonly name: string; readonly tls: boolean }

/** One TCP address as it should be now. */
export interface PlannedLine {
  readonly address: string
  readonly port: number
  readonly state: LineState
  readonly what: string
  /** Set where `state` is open. */
  readonly served: Served | null
  /** The setting that gives it a port of its own. */
  readonly fixed?: 'proxy' | 'smtp' | 'submission'
}

/** Every TCP address of the simulated world that is worth a port of this computer, in the order of Settings. */
export function planLines(world: World): readonly PlannedLine[] {
  const inside = serverLines(world)
  const all = [...publicLines(world, inside), ...inside, ...internetLines(world)]
  const seen = new Set<string>()
  return all.filter(({ address, port }) => {
    const key = `${address}:${port}`
    return !seen.has(key) && seen.add(key)
  })
}
