import {
  type HopLimits,
  hopLimitsOf,
  readTransportSettings,
  receiveConnector,
  type Site,
  type TransportSettings,
} from '@/lib/exchange'

/** What messages of one server are prepared by. */
export interface Preparation {
  readonly settings: TransportSettings
  /** By the name of a receive connector, `EXCH01\Default EXCH01`; of any other, what a new one has. */
  hopLimits(connector: string): HopLimits
}

type Kept = Pick<Site, 'store'>

const known = new WeakMap<Kept, Map<string, Promise<Preparation>>>()

/** Read once for each site that was opened, since a site is one moment. */
export function preparationOf(site: Kept, server: string): Promise<Preparation> {
  const servers = known.get(site) ?? new Map<string, Promise<Preparation>>()
  known.set(site, servers)
  const kept = servers.get(server)
  if (kept) return kept
  const asked = read(site, server)
  servers.set(server, asked)
  asked.catch(() => servers.delete(server))
  return asked
}

async function read(site: Kept, server: string): Promise<Preparation> {
  const settings = await readTransportSettings(site, server)
  const connectors = new Map(
    (await site.store.list(receiveConnector)).map(({ name, properties }) => [
      name,
      hopLimitsOf(properties, settings.version),
    ]),
  )
  const usual = hopLimitsOf(null, settings.version)
  return { settings, hopLimits: (connector) => connectors.get(connector) ?? usual }
}
