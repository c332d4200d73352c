import type { DeliveryAgentConnector, ForeignConnector, SendConnector, Stored } from '@/lib/exchange'
import {
  brokenByService,
  type EdgeFacts,
  type EdgeLine,
  type EdgeNode,
  open,
  sameName,
  stoppedService,
  waitingFor,
} from './edge-facts'

type Outbound = Pick<ForeignConnector, 'addressSpaces' | 'enabled' | 'sourceTransportServers'>

/** A connector that leads to something that speaks no SMTP. */
interface Gateway {
  readonly id: string
  readonly kind: 'Foreign connector' | 'Delivery Agent connector'
  readonly name: string
  readonly properties: Outbound
  /** What becomes of its mail. */
  readonly way: string
  readonly works: boolean
}

function gatewaysOf({ foreign, agents }: EdgeFacts): readonly Gateway[] {
  return [...foreign.map(foreignGateway), ...agents.map(agentGateway)]
}

function foreignGateway({ name, properties }: Stored<ForeignConnector>): Gateway {
  const way = `Files in the Drop directory ${properties.dropDirectory}`
  return { id: `foreign:${name}`, kind: 'Foreign connector', name, properties, way, works: true }
}

function agentGateway({ name, properties }: Stored<DeliveryAgentConnector>): Gateway {
  const way = `No delivery agent for ${properties.deliveryProtocol || 'its protocol'} is installed`
  return { id: `agent:${name}`, kind: 'Delivery Agent connector', name, properties, way, works: false }
}

/** The Foreign and Delivery Agent connectors of the map. */
export function gatewayNodes(facts: EdgeFacts): readonly EdgeNode[] {
  return gatewaysOf(facts).map(({ id, kind, name, properties, way, works }) => ({
    ...{ id, kind, title: name },
    facts: [way, `Sends to ${properties.addressSpaces.join(', ')}`, waitingFor(facts, 'connector', name)],
    state: properties.enabled ? (works ? 'ok' : 'warning') : 'neutral',
    href: '/email/connectors',
  }))
}

/** From the servers to them. Where they lead is no part of the map. */
export function gatewayLines(facts: EdgeFacts): readonly EdgeLine[] {
  return gatewaysOf(facts).flatMap((gateway) =>
    facts.servers
      .filter(({ name }) => gateway.properties.sourceTransportServers.some((one) => isServer(one, name)))
      .map(({ name }) => toGateway(facts, name, gateway)),
  )
}

const isServer = (source: string, name: string) => sameName(source.split('.')[0] ?? source, name)

function toGateway(
  facts: EdgeFacts,
  server: string,
  { id, name, properties, way, works }: Gateway,
): EdgeLine {
  const ends = [`server:${server}`, id] as const
  if (!properties.enabled)
    return { from: ends[0], to: id, state: 'neutral', says: `${name} is turned off.`, mend: null }
  const stopped = stoppedService(facts, server, ['MSExchangeTransport'])
  if (stopped) return brokenByService(ends, server, stopped)
  return { ...open(...ends, `${way}.`), state: works ? 'ok' : 'warning' }
}

/** The Edge Transport servers that a Send connector starts at; none where it starts at servers of the organization. */
export function edgesOf({ edges }: EdgeFacts, { sourceTransportServers }: SendConnector): readonly string[] {
  return edges
    .filter(({ name }) => sourceTransportServers.some((one) => isServer(one, name)))
    .map(({ properties }) => properties.fqdn)
}

/** Whether a connector is the one by which an Edge server hands in what it took: the address space `--`. */
export function isWayIn({ addressSpaces }: SendConnector): boolean {
  return addressSpaces.length > 0 && addressSpaces.every((space) => /^(smtp:)?--(;|$)/i.test(space))
}
