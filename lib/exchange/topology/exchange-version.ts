import type { Site } from '../store'
import { exchangeServer } from './exchange-server'

/** The versions that a site can have; 2016 is our extension to what Essentials itself supports. */
export const exchangeVersions = ['2010', '2013', '2016'] as const
export type ExchangeVersion = (typeof exchangeVersions)[number]

/** `since('2013')`: this version and all later ones. */
export function since(first: ExchangeVersion): readonly ExchangeVersion[] {
  return exchangeVersions.slice(exchangeVersions.indexOf(first))
}

const known = new WeakMap<Site, Promise<ExchangeVersion | null>>()

/**
 * Which version's cmdlets the site has: the newest among the servers with Management Tools, for those bring
 * the Exchange Management Shell. Null without any: then no Exchange cmdlet is known. Asked once for each site that
 * is opened, that is once a transaction; whoever installs or uninstalls calls `forgetShellVersion`.
 */
export function shellVersion(site: Site): Promise<ExchangeVersion | null> {
  const asked = known.get(site) ?? readVersion(site)
  known.set(site, asked)
  return asked
}

export function forgetShellVersion(site: Site): void {
  known.delete(site)
}

async function readVersion({ store }: Site): Promise<ExchangeVersion | null> {
  const servers = await store.list(exchangeServer)
  const versions = servers
    .filter(({ properties }) => properties.managementTools)
    .map(({ properties }) => exchangeVersions.indexOf(properties.version))
  return exchangeVersions[Math.max(-1, ...versions)] ?? null
}
