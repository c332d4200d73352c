import type { Site, Stored } from '../store'
import { exchangeServer } from '../topology/exchange-server'
import { type PermissionGroup, type ReceiveConnector, receiveConnector } from './receive-connector'

/**
 * The transport service of 2010 reads the permission groups of its connectors when it starts: what is set afterwards
 * waits for `Restart-Service MSExchangeTransport`. Later versions go by a change at once.
 */
export function runningGroups({
  permissionGroups,
  runsWith,
}: Pick<ReceiveConnector, 'permissionGroups' | 'runsWith'>): readonly PermissionGroup[] {
  return runsWith ?? permissionGroups
}

/** What a change of the groups is on a running service: the service keeps those that it has. */
export async function changedGroups(
  { properties }: Stored<ReceiveConnector>,
  wanted: readonly PermissionGroup[],
  { store }: Site,
): Promise<Pick<ReceiveConnector, 'permissionGroups' | 'runsWith'>> {
  const server = await store.find(exchangeServer, properties.server)
  if (server?.properties.version !== '2010') return { permissionGroups: wanted }
  const running = runningGroups(properties)
  const same = running.length === wanted.length && running.every((one) => wanted.includes(one))
  return { permissionGroups: wanted, runsWith: same ? null : running }
}

/** The transport service of a server has started: it goes by its connectors as they are. */
export async function transportStarted({ store }: Site, server: string): Promise<void> {
  for (const one of await store.list(receiveConnector))
    if (one.properties.runsWith && one.properties.server.toLowerCase() === server.toLowerCase())
      await store.update(receiveConnector, one, { runsWith: null })
}
