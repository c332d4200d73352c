import { absent, command, type Outcome, ok, type Result, refuse } from '@/lib/shell'
import { showObject } from '../../organization/definition'
import { type EdgeSubscription, edgeSubscription } from '../../organization/edge-subscription'
import { newSendConnector, type SendConnector, sendConnector } from '../../organization/send-connector'
import type { Site, Store, Stored } from '../../store'
import { type ExchangeVersion, shellVersion } from '../../topology/exchange-version'
import { readSubscription, type SubscriptionFile } from './subscription-file'

export interface Wanted {
  readonly site: string
  readonly internet: boolean
  readonly inbound: boolean
}

/** The two connectors, with the names that EdgeSync gives them. */
async function insertConnectors(
  { name }: SubscriptionFile,
  wanted: Wanted,
  version: ExchangeVersion,
  { store }: Site,
): Promise<Result<readonly string[]>> {
  const made: string[] = []
  const common = { ...newSendConnector(version), sourceTransportServers: [name] }
  const internet = { ...common, addressSpaces: ['SMTP:*;100'], useExternalDNSServersEnabled: true }
  const inbound = {
    ...common,
    addressSpaces: ['SMTP:--;100'],
    dnsRoutingEnabled: false,
    smartHosts: ['--'],
    smartHostAuthMechanism: 'ExchangeServer' as const,
  }
  const connectors = [
    [wanted.internet, `EdgeSync - ${wanted.site} to Internet`, internet],
    [wanted.inbound, `EdgeSync - Inbound to ${wanted.site}`, inbound],
  ] as const
  for (const [isWanted, title, properties] of connectors) {
    if (!isWanted) continue
    const kept = await keepConnector(store, title, properties)
    if (!kept.ok) return kept
    made.push(title)
  }
  return ok(made)
}

/** A second Edge Transport server of a site becomes a further source of the connectors that are there. */
async function keepConnector(
  store: Store,
  name: string,
  properties: SendConnector,
): Promise<Result<unknown>> {
  const existing = await store.find(sendConnector, name)
  if (!existing) return store.insert(sendConnector, name, properties)
  const sources = [...existing.properties.sourceTransportServers, ...properties.sourceTransportServers]
  return store.update(sendConnector, existing, { sourceTransportServers: [...new Set(sources)] })
}

/** Takes a server from its connectors; one that has no source any more goes. */
export async function releaseConnectors(
  { name, properties }: Stored<EdgeSubscription>,
  { store }: Site,
): Promise<Result<unknown>> {
  for (const title of properties.connectors) {
    const connector = await store.find(sendConnector, title)
    if (!connector) continue
    const left = connector.properties.sourceTransportServers.filter((one) => one !== name)
    if (left.length === 0) await store.remove(sendConnector, connector)
    else {
      const kept = await store.update(sendConnector, connector, { sourceTransportServers: left })
      if (!kept.ok) return kept
    }
  }
  return ok(undefined)
}

/** Takes the file of an Edge Transport server, and makes the Send connectors that come with it. */
export async function subscribe(content: Uint8Array, wanted: Wanted, site: Site): Promise<Result<Outcome>> {
  const file = readSubscription(content)
  if (!file.ok) return file
  const { name, fqdn, serialNumber, effective, hours } = file.value
  const expires = new Date(effective.getTime() + hours * 3_600_000)
  if (expires < site.clock.now())
    return refuse(
      'InvalidOperation',
      'EdgeSubscriptionFileExpired',
      `The Edge Subscription file of ${name} has expired.`,
      { target: 'FileData', recommendedAction: 'Make a new file on the Edge Transport server.' },
    )
  const version = (await shellVersion(site)) ?? '2010'
  const connectors = await insertConnectors(file.value, wanted, version, site)
  if (!connectors.ok) return connectors
  const subscription = {
    fqdn,
    site: wanted.site,
    adamSslPort: file.value.adamSslPort,
    serialNumber,
    expires: expires.toISOString(),
    connectors: connectors.value,
  }
  const inserted = await site.store.insert(edgeSubscription, name, subscription)
  if (!inserted.ok) return inserted
  return ok({
    output: [showObject(edgeSubscription, inserted.value)],
    warnings: [
      `EdgeSync requires that the servers of the site ${wanted.site} can resolve ${fqdn} and reach port ${subscription.adamSslPort} on it.`,
    ],
    undo: [command('Remove-EdgeSubscription', { Identity: name, Confirm: absent })],
  })
}
