import type { Site } from '@/lib/exchange'
import { askZone, findZone } from './authority'
import { connectBy } from './connections'
import type { Answer, Network, Vantage } from './door'
import { readExchangeFace } from './exchange-face'
import { otherDomains } from './internet'
import { type Ask, type Cache, caching, follow } from './resolver'
import { resolverCache } from './resolver-cache'
import { insideZones, readWorld, serverOf, type World } from './world'
import type { Zone } from './zone'

/** The provider's resolver, which a stranger on the Internet asks. */
const resolver = 'dns.isp.example'
/** For how many seconds the root's servers let "there is no such domain" be kept. */
const rootNegativeTtl = 900

/** Inside, the Essentials server is the only name server: without its DNS service nobody answers. */
const nobody: Answer = {
  status: 'TIMEOUT',
  records: [],
  server: 'the Essentials server',
  cachedForSeconds: null,
  wildcard: false,
}

function asksZones(zones: readonly Zone[]): Ask {
  return (name, type) => {
    const found = findZone(zones, name)
    if (!found)
      return {
        status: 'NXDOMAIN',
        records: [],
        wildcard: false,
        ttl: rootNegativeTtl,
        cachedForSeconds: null,
      }
    const { status, records, wildcard, negativeTtl } = askZone(found, name, type)
    return {
      status,
      records: records.map(({ owner, ...record }) => ({ name: owner, ...record })),
      wildcard,
      ttl: records.length > 0 ? Math.min(...records.map(({ ttl }) => ttl)) : negativeTtl,
      cachedForSeconds: null,
    }
  }
}

/** Both resolvers' memories. What they learn while one instance is used is written once, when the work pauses. */
async function openCaches({ store }: Site): Promise<{ of(whose: Vantage): Cache; saved(): Promise<void> }> {
  const kept = await store.list(resolverCache)
  const dirty = new Set<Vantage>()
  const open = (whose: Vantage): Cache => ({
    entries: new Map(Object.entries(kept.find(({ name }) => name === whose)?.properties.entries ?? {})),
    changed: () => dirty.add(whose),
  })
  const caches = { internet: open('internet'), inside: open('inside') }
  const save = async () => {
    for (const whose of [...dirty]) {
      dirty.delete(whose)
      const entries = Object.fromEntries(caches[whose].entries)
      const before = await store.find(resolverCache, whose)
      await (before
        ? store.update(resolverCache, before, { entries })
        : store.insert(resolverCache, whose, { entries }))
    }
  }
  let saving = Promise.resolve()
  return {
    of: (whose) => caches[whose],
    saved() {
      if (dirty.size > 0) saving = saving.then(save)
      return saving
    },
  }
}

function resolvers(world: World, cacheOf: (whose: Vantage) => Cache, now: () => Date) {
  const outside = [...world.zones.filter(({ view }) => view === 'internet')]
  const registered = new Set(outside.map(({ domain }) => domain))
  const authorities = asksZones([...outside, ...otherDomains.filter(({ domain }) => !registered.has(domain))])
  const internet = caching(cacheOf('internet'), authorities, now)
  const zones = insideZones(world)
  const forwarded = caching(cacheOf('inside'), internet, now)
  const own = asksZones(zones)
  const inside: Ask = (name, type) => (findZone(zones, name) ? own(name, type) : forwarded(name, type))
  return { authorities, internet, inside, outside }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * The simulated site's network. It sees the site as it was when it was first asked: make a new one after a
 * command. A lookup leaves its answer in the resolver's cache, in the store of `site`, so that the next ask
 * within the TTL gets the same answer, whatever the administrator changed since. `read` saves reading what the
 * caller has read already.
 */
export function simulatedNetwork(site: Site, read: () => Promise<World> = () => readWorld(site)): Network {
  const now = () => site.clock.now()
  const world = once(read)
  const face = once(() => readExchangeFace(site))
  const names = once(async () => {
    const caches = await openCaches(site)
    return { caches, ...resolvers(await world(), caches.of, now) }
  })
  return {
    async lookup(name, type, from) {
      const { caches, internet, inside } = await names()
      const dns = serverOf(await world(), 'essentials')
      if (from === 'inside' && (!dns || dns.properties.services.DNS?.state === 'Stopped'))
        return { ...nobody, server: dns?.name ?? nobody.server }
      const answer =
        from === 'inside' && dns
          ? follow(inside, name, type, dns.name)
          : follow(internet, name, type, resolver)
      await caches.saved()
      return answer
    },
    async authoritative(name, type) {
      const { authorities, outside } = await names()
      const nameServer = findZone([...outside, ...otherDomains], name)?.nameServers[0]
      return follow(authorities, name, type, nameServer ?? 'a.root-servers.example')
    },
    async connect(address, port, from, serverName = address) {
      return connectBy(await world(), { address, port, from, serverName }, await face())
    },
  }
}
