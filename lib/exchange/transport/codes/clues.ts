import type { Site } from '../../store'
import type { Explanation } from './explain'
import { type Clue, connectors, groups, type Look, limits, queues, recipients, strangers } from './looks'

/** What the site as it is now has to do with a failure. Empty where nothing that is kept here explains it. */
export async function cluesFor(site: Site, explanation: Explanation): Promise<readonly Clue[]> {
  const found = await Promise.all(looksFor(explanation.status).map((look) => look(site, explanation)))
  return found.flat()
}

function looksFor(status: string): readonly Look[] {
  if (/^5\.1\./.test(status)) return [recipients]
  if (/^5\.2\.2$|^4\.2\.2$/.test(status)) return [recipients, queues]
  if (/^5\.2\.3$|^5\.3\.4$|^5\.5\.3$/.test(status)) return [limits]
  if (/^5\.7\./.test(status)) return [strangers, groups]
  if (/^5\.4\./.test(status)) return [connectors, queues]
  return status.startsWith('4.') ? [queues, connectors] : []
}
