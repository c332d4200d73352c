import {
  type Policy,
  type RoutingTable,
  readPolicy,
  readRoutingObjects,
  routingTable,
  runningTransportServers,
  type Site,
} from '@/lib/exchange'

export interface KnownServer {
  readonly table: RoutingTable
  readonly policy: Policy
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
  const [objects, running] = await Promise.all([readRoutingObjects(site), runningTransportServers(site)])
  const servers = await Promise.all(
    running.map(
      async ({ name }) =>
        [name, { table: routingTable(objects, name), policy: await readPolicy(site, name) }] as const,
    ),
  )
  return { servers: new Map(servers) }
}
