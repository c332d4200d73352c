import { type ReceiveConnector, runningGroups, type SendConnector, type Stored } from '@/lib/exchange'
import { behaviorOf, type NeighborNow, neighborsNow, takesMail } from '../neighbors'
import type { EdgeFacts, EdgeLine, EdgeNode, EdgeState } from './edge-facts'
import { nothingWaits, stoppedService, waitingFor } from './edge-facts'
import { edgesOf, gatewayNodes, isWayIn } from './edge-gateways'
import { mailForward } from './edge-inward'
import { lacksSendConnector, noSendConnector } from './edge-outward'

/** The places of the map: from the Internet to the mailboxes. */
export function edgeNodes(facts: EdgeFacts): readonly EdgeNode[] {
  return [
    ...neighborsNow(facts.world).map((one) => neighborNode(facts, one)),
    providerNode(facts),
    routerNode(facts),
    ...facts.receive.map(receiveNode),
    ...facts.send.map((one) => sendNode(facts, one)),
    ...gatewayNodes(facts),
    ...(lacksSendConnector(facts) && facts.servers.length > 0 ? [missingSendNode] : []),
    ...facts.servers.map((one) => serverNode(facts, one)),
    ...facts.databases.map((one) => databaseNode(facts, one)),
  ]
}

/** Between another organization and the provider. What is wrong there is not the site's to mend. */
export function neighborLines(facts: EdgeFacts): readonly EdgeLine[] {
  return neighborsNow(facts.world).map((one) => ({
    from: `neighbor:${one.known.domain}`,
    to: 'provider',
    state: takesMail(one) === 'all' ? 'ok' : 'warning',
    says: wordsOf(one),
    mend: null,
  }))
}

const wordsOf = (neighbor: NeighborNow) => behaviorOf(neighbor).join(', ') || 'Takes mail'
const neighborStates = { all: 'ok', some: 'warning', none: 'error' } as const satisfies Record<
  string,
  EdgeState
>

function neighborNode(facts: EdgeFacts, neighbor: NeighborNow): EdgeNode {
  const { domain } = neighbor.known
  const queued = waitingFor(facts, 'nextHopDomain', domain)
  const words = wordsOf(neighbor)
  return {
    id: `neighbor:${domain}`,
    kind: 'Neighbor',
    title: domain,
    facts: queued === nothingWaits ? [words, queued] : [queued, words],
    state: neighborStates[takesMail(neighbor)],
    href: `/email/neighbors?selected=${encodeURIComponent(domain)}`,
  }
}

function providerNode({ world: { router } }: EdgeFacts): EdgeNode {
  const blocked = router?.blockedPorts ?? []
  return {
    id: 'provider',
    kind: 'Provider',
    title: 'Provider',
    facts: [blocked.length === 0 ? 'Blocks no port' : `Blocks ${blocked.join(', ')}`],
    state: blocked.includes(25) ? 'error' : 'ok',
    href: '/network/router',
  }
}

function routerNode(facts: EdgeFacts): EdgeNode {
  const forward = mailForward(facts)
  const address = facts.world.router?.wanAddress
  return {
    id: 'router',
    kind: 'Router',
    title: 'Router',
    facts: [
      forward ? `25 to ${forward.address}:${forward.targetPort}` : 'No forward of 25',
      ...(address ? [`Outside ${address}`] : []),
    ],
    state: forward ? 'ok' : 'error',
    href: '/network/router',
  }
}

function receiveNode({ name, properties }: Stored<ReceiveConnector>): EdgeNode {
  const ports = new Set(properties.bindings.map((binding) => binding.slice(binding.lastIndexOf(':') + 1)))
  return {
    id: `receive:${name}`,
    kind: 'Receive connector',
    title: name.slice(name.indexOf('\\') + 1),
    facts: [`Receives at port ${[...ports].join(', ')}`, `For ${runningGroups(properties).join(', ')}`],
    state: properties.enabled ? 'ok' : 'neutral',
    href: `/email/connectors?selected=${encodeURIComponent(`Receive:${name}`)}`,
  }
}

function sendNode(facts: EdgeFacts, { name, properties }: Stored<SendConnector>): EdgeNode {
  const edges = edgesOf(facts, properties)
  const spaces = isWayIn(properties) ? 'Takes mail in' : `Sends to ${properties.addressSpaces.join(', ')}`
  return {
    id: `send:${name}`,
    kind: 'Send connector',
    title: name,
    facts: [
      spaces,
      edges.length > 0 ? `Edge server ${edges.join(', ')}` : routeOf(properties),
      waitingFor(facts, 'connector', name),
    ],
    state: properties.enabled ? 'ok' : 'error',
    href: `/email/connectors?selected=${encodeURIComponent(`Send:${name}`)}`,
  }
}

function routeOf({ dnsRoutingEnabled, smartHosts }: SendConnector): string {
  return dnsRoutingEnabled ? 'By MX record' : `To ${smartHosts.join(', ')}`
}

const missingSendNode: EdgeNode = {
  id: noSendConnector,
  kind: 'Send connector',
  title: 'No Send connector',
  facts: ['Nothing leads to the Internet'],
  state: 'error',
  href: '/email/connectors',
}

function serverNode(facts: EdgeFacts, { name, properties }: EdgeFacts['servers'][number]): EdgeNode {
  const stopped = stoppedService(facts, name, ['MSExchangeTransport'])
  return {
    id: `server:${name}`,
    kind: 'Server',
    title: name,
    facts: [`Exchange ${properties.version}`, stopped ? 'Transport stopped' : 'Transport runs'],
    state: stopped ? 'error' : 'ok',
    href: '/email/mail-flow',
  }
}

function databaseNode(facts: EdgeFacts, { name, properties }: EdgeFacts['databases'][number]): EdgeNode {
  const mounted = properties.mounted !== false
  return {
    id: `database:${name}`,
    kind: 'Database',
    title: name,
    facts: [mounted ? 'Mounted' : 'Dismounted', waitingFor(facts, 'nextHopDomain', name)],
    state: mounted ? 'ok' : 'error',
    href: '/email',
  }
}
