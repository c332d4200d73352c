import { parseRemoteEnd, rangeOf } from '../../organization/ip-binding'
import type { ReceiveConnector } from '../../organization/receive-connector'
import type { Stored } from '../../store'

/** Where a connection came in, and from where. */
export interface Arrival {
  readonly server: string
  /** The server's own address that was connected to. */
  readonly localAddress: string
  readonly port: number
  readonly remoteAddress: string
}

type Connector = Stored<ReceiveConnector>

/** How narrow: the number of addresses in the smallest of its ranges that holds the client; null where none does. */
function narrowness({ properties }: Connector, remote: string): bigint | null {
  const client = parseRemoteEnd(remote)
  if (client === null) return null
  const sizes = properties.remoteIPRanges
    .map(rangeOf)
    .filter(({ v6, from, to }) => v6 === client.v6 && from <= client.number && client.number <= to)
    .map(({ from, to }) => to - from)
  return sizes.reduce<bigint | null>((least, size) => (least === null || size < least ? size : least), null)
}

/** 2: bound to that very address, 1: to every address, 0: not there. */
function boundness({ properties }: Connector, { localAddress, port }: Arrival): number {
  const [own, every] = localAddress.includes(':')
    ? [`[${localAddress}]:${port}`, `[::]:${port}`]
    : [`${localAddress}:${port}`, `0.0.0.0:${port}`]
  return properties.bindings.includes(own) ? 2 : properties.bindings.includes(every) ? 1 : 0
}

/**
 * The receive connector that takes a connection: of those that are enabled and listen there, the one whose remote range
 * is the most specific of all that hold the client. Null: nobody is responsible, and the connection is refused.
 */
export function chooseReceiveConnector(connectors: readonly Connector[], arrival: Arrival): Connector | null {
  const candidates = connectors
    .filter(({ properties }) => properties.enabled && sameServer(properties, arrival))
    .flatMap((connector) => {
      const [bound, narrow] = [boundness(connector, arrival), narrowness(connector, arrival.remoteAddress)]
      return bound > 0 && narrow !== null ? [{ connector, bound, narrow }] : []
    })
    .sort(
      (one, other) =>
        (one.narrow < other.narrow ? -1 : one.narrow > other.narrow ? 1 : 0) ||
        other.bound - one.bound ||
        one.connector.name.localeCompare(other.connector.name, 'en'),
    )
  return candidates[0]?.connector ?? null
}

function sameServer({ server }: ReceiveConnector, arrival: Arrival): boolean {
  return server.toLowerCase() === arrival.server.toLowerCase()
}
