import type { SiteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { type Network, readWorld, type World } from '@/lib/network'

/** What a checklist is computed from: the site as it is described, the network to ask, and the parts that are kept. */
export interface NetworkFacts extends Omit<World, 'description'> {
  readonly description: SiteDescription
  readonly network: Network
  /** On the site's clock. */
  readonly now: Date
}

/** Reads a described site once, for all checklists; null before the first visit's wizard has run. */
export async function networkFacts(site: Site): Promise<NetworkFacts | null> {
  const world = await readWorld(site)
  const { description, ...kept } = world
  if (!description) return null
  return { ...kept, description, network: site.network, now: site.clock.now() }
}
