import { chooseReceiveConnector, type ReceiveConnector, type Stored } from '@/lib/exchange'
import { servicesBehind } from '../behind-port'
import { publicAddressOf } from '../expected-records'
import { admitsStrangers, stranger } from '../receiving-connector'
import { type Forward, findForward } from '../router'
import {
  broken,
  brokenByService,
  type EdgeFacts,
  type EdgeLine,
  open,
  sameName,
  stoppedService,
} from './edge-facts'

/** Mail comes from the Internet to this port. */
const mailPort = 25
const toRouter = 'Change the router'
const routerPage = '/network/router'

/** The ways that mail takes into the organization: provider, router, receive connector, server. */
export function inwardLines(facts: EdgeFacts): readonly EdgeLine[] {
  return [
    throughProvider(facts),
    ...throughRouter(facts),
    ...facts.receive.flatMap((one) => toServer(facts, one)),
  ]
}

/** The line of the router's table that takes mail in. */
export function mailForward({ world: { router, description } }: EdgeFacts): Forward | null {
  if (!router) return null
  const address = description ? publicAddressOf(description, 'exchange') : router.wanAddress
  return findForward(router, address, mailPort)
}

function throughProvider({ world: { router } }: EdgeFacts): EdgeLine {
  return router?.blockedPorts.includes(mailPort)
    ? broken('provider', 'router', 'The provider lets nobody reach port 25.', toRouter, routerPage)
    : open('provider', 'router', 'The provider lets port 25 through.')
}

function throughRouter(facts: EdgeFacts): readonly EdgeLine[] {
  const forward = mailForward(facts)
  const address = forward?.address ?? facts.world.description?.exchange.address
  const target = serverAt(facts, address)
  if (forward && !target) return lost(facts, forward)
  const name = target ?? facts.servers[0]?.name
  return name === undefined ? [] : [toConnector(facts, name, forward)]
}

/** The forward leads to where no Exchange server is. */
function lost({ servers }: EdgeFacts, { address, targetPort }: Forward): readonly EdgeLine[] {
  const says = `Port 25 leads to ${address}:${targetPort}, where no Exchange server is.`
  return servers.slice(0, 1).map(({ name }) => broken('router', `server:${name}`, says, toRouter, routerPage))
}

function toConnector(facts: EdgeFacts, server: string, forward: Forward | null): EdgeLine {
  const connector = chosenConnector(facts, server, forward?.targetPort ?? mailPort)
  const to = connector ? `receive:${connector.name}` : `server:${server}`
  if (!forward)
    return broken('router', to, 'The router has no forward of port 25.', 'Add the forward', routerPage)
  if (!connector)
    return broken(
      'router',
      to,
      `No Receive connector of ${server} takes the Internet’s mail at port ${forward.targetPort}.`,
      'Change the connectors',
      '/email/connectors',
    )
  if (!admitsStrangers(connector.properties))
    return broken(
      'router',
      to,
      `${connector.name} refuses senders that do not sign in.`,
      'Change the connector',
      connectorPage(connector.name),
    )
  return open('router', to, `Port 25 is forwarded to ${forward.address}:${forward.targetPort}.`)
}

const connectorPage = (name: string) => `/email/connectors?selected=${encodeURIComponent(`Receive:${name}`)}`

function chosenConnector({ receive, world }: EdgeFacts, server: string, port: number) {
  const localAddress =
    world.servers.find(({ name }) => sameName(name, server))?.properties.address ?? '0.0.0.0'
  return chooseReceiveConnector(receive, { server, localAddress, port, remoteAddress: stranger })
}

function serverAt({ servers, world }: EdgeFacts, address: string | undefined): string | undefined {
  const computer = world.servers.find(({ properties }) => properties.address === address)
  return computer && servers.find(({ name }) => sameName(name, computer.name))?.name
}

function toServer(facts: EdgeFacts, { name, properties }: Stored<ReceiveConnector>): readonly EdgeLine[] {
  const server = facts.servers.find((one) => sameName(one.name, properties.server))
  if (!server) return []
  const ends = [`receive:${name}`, `server:${server.name}`] as const
  if (!properties.enabled)
    return [{ from: ends[0], to: ends[1], state: 'neutral', says: `${name} is turned off.`, mend: null }]
  const stopped = stoppedService(facts, server.name, servicesBehind(mailPort))
  return [
    stopped
      ? brokenByService(ends, server.name, stopped)
      : open(...ends, `${name} hands what it takes to ${server.name}.`),
  ]
}
