import { type RoutedSpace, readAddressSpace } from './address-space-match'
import type { RoutingObjects } from './routing-objects'

/** A connector that leads out of the organization, as routing sees it. */
export interface RoutedConnector {
  readonly name: string
  readonly kind: 'SMTP' | 'Foreign' | 'DeliveryAgent'
  readonly enabled: boolean
  /** Used by servers of its source servers' own sites only. */
  readonly scoped: boolean
  readonly spaces: readonly RoutedSpace[]
  readonly smartHosts: readonly string[]
  /** Bytes; null is unlimited. */
  readonly maxMessageSize: number | null
  /** Servers of the organization, without their domain. */
  readonly sources: readonly string[]
  /** The site whose servers hand mail to its Edge servers; null where it starts at servers of the organization. */
  readonly edgeSite: string | null
}

interface Leading {
  readonly enabled: boolean
  readonly isScopedConnector: boolean
  readonly addressSpaces: readonly string[]
  readonly maxMessageSize: number | null
  readonly sourceTransportServers: readonly string[]
  readonly dnsRoutingEnabled?: boolean
  readonly smartHosts?: readonly string[]
}

export function routedConnectors(objects: RoutingObjects): readonly RoutedConnector[] {
  const of =
    (kind: RoutedConnector['kind']) => (one: { readonly name: string; readonly properties: Leading }) =>
      routed(one.name, kind, one.properties, objects)
  return [
    ...objects.sendConnectors.map(of('SMTP')),
    ...objects.foreignConnectors.map(of('Foreign')),
    ...objects.agentConnectors.map(of('DeliveryAgent')),
  ]
}

function routed(
  name: string,
  kind: RoutedConnector['kind'],
  properties: Leading,
  { edges }: RoutingObjects,
): RoutedConnector {
  const sources = properties.sourceTransportServers.map((one) => one.split('.')[0] ?? one)
  const edge = edges.find((one) => sources.some((source) => source.toLowerCase() === one.name.toLowerCase()))
  return {
    name,
    kind,
    enabled: properties.enabled,
    scoped: properties.isScopedConnector,
    spaces: properties.addressSpaces.map(readAddressSpace).filter((space) => space !== null),
    smartHosts: properties.dnsRoutingEnabled ? [] : (properties.smartHosts ?? []),
    maxMessageSize: properties.maxMessageSize,
    sources,
    edgeSite: edge?.properties.site ?? null,
  }
}
