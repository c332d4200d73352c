import type { Site } from '@/lib/exchange'
import { hasServer, type NeighborNow, neighborsNow, readWorld } from '@/lib/network'

/** @param subject the domain of a neighbor; null where it has no server that could be told anything */
export async function neighborFacts(site: Site, subject: string): Promise<NeighborNow | null> {
  const wanted = subject === '' ? 'fabrikam.com' : subject.toLowerCase()
  const found = neighborsNow(await readWorld(site)).find(({ known }) => known.domain === wanted)
  return found && hasServer(found) ? found : null
}
