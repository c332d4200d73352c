import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result } from '@/lib/shell'
import { type Scenario, type SourceServer, sourceServer } from './site'

/** The old server of a migration: there is one, and nobody asks for its name. */
const sourceName = 'Source'

export function findSourceServer({ store }: Site): Promise<Stored<SourceServer> | null> {
  return store.find(sourceServer, sourceName)
}

/** A migration has one, with the old Exchange on it unless it is said otherwise; a clean setup has none. */
export async function setSourceServer(
  site: Site,
  scenario: Scenario,
  given: boolean | undefined,
): Promise<Result<void>> {
  const kept = await findSourceServer(site)
  if (scenario === 'clean') {
    if (kept) await site.store.remove(sourceServer, kept)
    return ok(undefined)
  }
  if (kept && given === undefined) return ok(undefined)
  const properties = { exchangeInstalled: given ?? true }
  const written = kept
    ? await site.store.update(sourceServer, kept, properties)
    : await site.store.insert(sourceServer, sourceName, properties)
  return written.ok ? ok(undefined) : written
}
