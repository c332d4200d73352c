import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, ok, switchParameter } from '@/lib/shell'
import { resolverCache } from '../resolver-cache'

async function forget({ store }: Site): Promise<void> {
  const kept = await store.find(resolverCache, 'inside')
  if (kept) await store.update(resolverCache, kept, { entries: {} })
}

/** The office has one cache here, for the DNS server and its clients. What resolvers outside keep, nobody can clear. */
const clearServerCache = cmdlet<Site>()({
  name: 'Clear-DnsServerCache',
  synopsis: 'Makes the DNS server on the Essentials server forget the answers that it got from the Internet.',
  parameters: { Force: switchParameter },
  async run(_, site) {
    await forget(site)
    return ok({})
  },
})

const clearClientCache = cmdlet<Site>()({
  name: 'Clear-DnsClientCache',
  synopsis: 'Makes the computers in the office forget the answers that they got.',
  parameters: {},
  async run(_, site) {
    await forget(site)
    return ok({})
  },
})

export const dnsCacheCmdlets: readonly Cmdlet<Site>[] = [clearServerCache, clearClientCache]
