import type { Site } from '@/lib/exchange'
import { hasServer, type NeighborNow, neighborsNow, readWorld } from '@/lib/network'
import { sendTestFacts } from './send-test'

/** @param subject the domain of a neighbor; null where it has no server that could be told anything */
export async function neighborFacts(site: Site, subject: string): Promise<NeighborNow | null> {
  const wanted = subject === '' ? 'fabrikam.com' : subject.toLowerCase()
  const found = neighborsNow(await readWorld(site)).find(({ known }) => known.domain === wanted)
  return found && hasServer(found) ? found : null
}

/** The neighbor and whom it may write to. @param subject as of `neighborFacts` */
export async function writingNeighborFacts(site: Site, subject: string) {
  const [neighbor, known] = await Promise.all([neighborFacts(site, subject), sendTestFacts(site)])
  return neighbor && { ...neighbor, recipient: known?.recipient ?? '' }
}
