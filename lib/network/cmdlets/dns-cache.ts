import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, type Outcome, ok, type Result, switchParameter } from '@/lib/shell'
import { resolverCache } from '../resolver-cache'

async function forget({ store }: Site): Promise<Result<Outcome>> {
  const kept = await store.find(resolverCache, 'inside')
  const empty = { entries: {}, generation: (kept?.properties.generation ?? 0) + 1 }
  const cleared = kept
    ? await store.update(resolverCache, kept, empty)
    : await store.insert(resolverCache, 'inside', empty)
  return cleared.ok ? ok({}) : cleared
}

/** The office has one cache here, for the DNS server and its clients. What resolvers outside keep, nobody can clear. */
const clearServerCache = cmdlet<Site>()({
  name: 'Clear-DnsServerCache',
  synopsis: 'Makes the DNS server on the Essentials server forget the answers that it got from the Internet.',
  parameters: { Force: switchParameter },
  run: (_, site) => forget(site),
})

const clearClientCache = cmdlet<Site>()({
  name: 'Clear-DnsClientCache',
  synopsis: 'Makes the computers in the office forget the answers that they got.',
  parameters: {},
  run: (_, site) => forget(site),
})

export const dnsCacheCmdlets: readonly Cmdlet<Site>[] = [clearServerCache, clearClientCache]
