import type { SendConnector, Stored } from '@/lib/exchange'
import {
  broken,
  brokenByService,
  type EdgeFacts,
  type EdgeLine,
  open,
  sameName,
  stoppedService,
} from './edge-facts'
import { edgesOf, gatewayLines, isWayIn } from './edge-gateways'

const connectorsPage = '/email/connectors'
/** The place on the map where a Send connector should be. */
export const noSendConnector = 'send:'

/** The ways that mail takes out of the organization, and to its mailboxes. */
export function outwardLines(facts: EdgeFacts): readonly EdgeLine[] {
  return [
    ...facts.send.flatMap((one) => throughConnector(facts, one)),
    ...gatewayLines(facts),
    ...withoutConnector(facts),
    ...facts.databases.flatMap((one) => toDatabase(facts, one)),
  ]
}

/** Whether a connector leads to every domain: `SMTP:*;1`. */
function leadsEverywhere({ enabled, addressSpaces }: SendConnector): boolean {
  return enabled && addressSpaces.some((space) => /^(smtp:)?\*(;|$)/i.test(space))
}

function throughConnector(facts: EdgeFacts, connector: Stored<SendConnector>): readonly EdgeLine[] {
  const { name, properties } = connector
  const id = `send:${name}`
  const edges = edgesOf(facts, properties)
  if (edges.length > 0 && properties.enabled) return byEdge(facts, connector, edges.join(', '))
  const sources = properties.sourceTransportServers.map((source) => source.split('.')[0] ?? source)
  const servers = facts.servers.filter((one) => sources.some((source) => sameName(source, one.name)))
  const off = `${name} is turned off.`
  const out = properties.enabled
    ? open(id, 'router', wayOut(properties))
    : broken(id, 'router', off, 'Change the connector', pageOf(name))
  return [out, ...servers.map((server) => fromServer(facts, server.name, id))]
}

/** By one connector of an Edge server mail goes out, and by the other what it took in from outside comes to the site. */
function byEdge(
  facts: EdgeFacts,
  { name, properties }: Stored<SendConnector>,
  edges: string,
): readonly EdgeLine[] {
  const id = `send:${name}`
  if (isWayIn(properties))
    return facts.servers.map((one) =>
      open(id, `server:${one.name}`, `${edges} hands what it takes to ${one.name}.`),
    )
  const says = (server: string) => `${server} hands the mail to the Edge server ${edges}.`
  return [
    open(id, 'router', `From ${edges}: ${wayOut(properties)}`),
    ...facts.servers.map((one) => fromServer(facts, one.name, id, says(one.name))),
  ]
}

const pageOf = (name: string) => `${connectorsPage}?selected=${encodeURIComponent(`Send:${name}`)}`

function wayOut({ dnsRoutingEnabled, smartHosts, port }: SendConnector): string {
  return dnsRoutingEnabled
    ? `To the servers that MX records name, port ${port}.`
    : `To the smart host ${smartHosts.join(', ')}, port ${port}.`
}

function fromServer(
  facts: EdgeFacts,
  server: string,
  connector: string,
  says = `${server} sends by this connector.`,
): EdgeLine {
  const ends = [`server:${server}`, connector] as const
  const stopped = stoppedService(facts, server, ['MSExchangeTransport'])
  return stopped ? brokenByService(ends, server, stopped) : open(...ends, says)
}

/** Whether no connector leads to the Internet as a whole. */
export function lacksSendConnector({ send }: EdgeFacts): boolean {
  return !send.some(({ properties }) => leadsEverywhere(properties))
}

function withoutConnector(facts: EdgeFacts): readonly EdgeLine[] {
  const [server] = facts.servers
  if (!server || !lacksSendConnector(facts)) return []
  const says = 'No Send connector leads to the Internet: mail for it waits in the Unreachable queue.'
  const ends = [`server:${server.name}`, noSendConnector] as const
  return [
    broken(...ends, says, 'Add a Send connector', connectorsPage),
    { from: noSendConnector, to: 'router', state: 'neutral', says: 'Nothing goes out here.', mend: null },
  ]
}

function toDatabase(
  facts: EdgeFacts,
  { name, properties }: EdgeFacts['databases'][number],
): readonly EdgeLine[] {
  const server = facts.servers.find((one) => sameName(one.name, properties.server)) ?? facts.servers[0]
  if (!server) return []
  const ends = [`server:${server.name}`, `database:${name}`] as const
  if (properties.mounted === false)
    return [broken(...ends, `${name} is dismounted.`, 'Mount it in the shell', '/email/shell')]
  const stopped =
    stoppedService(facts, server.name, ['MSExchangeTransport', 'MSExchangeDelivery']) ??
    stoppedService(facts, properties.server, ['MSExchangeIS'])
  return [
    stopped ? brokenByService(ends, server.name, stopped) : open(...ends, `Mail is delivered to ${name}.`),
  ]
}
