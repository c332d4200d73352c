import {
  type Policy,
  type RoutingTable,
  readPolicy,
  readRoutingObjects,
  routingTable,
  runningTransportServers,
  type Site,
  transportStarts,
} from '@/lib/exchange'

export interface KnownServer {
  readonly table: RoutingTable
  readonly policy: Policy
  /** When somebody started its service last, on the site's clock; null as long as it runs from the beginning. */
  readonly startedAt: Date | null
}

/** What the servers whose transport runs go by, by their names. */
export interface KnownRouting {
  readonly servers: ReadonlyMap<string, KnownServer>
}

const known = new WeakMap<Site, Promise<KnownRouting>>()

/** Worked out once for each moment of the site: another moment is another object. */
export function knownRouting(site: Site): Promise<KnownRouting> {
  const asked = known.get(site) ?? work(site)
  known.set(site, asked)
  asked.catch(() => known.delete(site))
  return asked
}

async function work(site: Site): Promise<KnownRouting> {
  const [objects, running, starts] = await Promise.all([
    readRoutingObjects(site),
    runningTransportServers(site),
    transportStarts(site),
  ])
  const know = async (name: string): Promise<KnownServer> => {
    const started = starts.get(name.toLowerCase())
    const startedAt = started === undefined ? null : new Date(started)
    return { table: routingTable(objects, name), policy: await readPolicy(site, name), startedAt }
  }
  const servers = running.map(async ({ name }) => [name, await know(name)] as const)
  return { servers: new Map(await Promise.all(servers)) }
}
