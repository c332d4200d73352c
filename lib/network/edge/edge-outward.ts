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

const connectorsPage = '/email/connectors'
/** The place on the map where a Send connector should be. */
export const noSendConnector = 'send:'

/** The ways that mail takes out of the organization, and to its mailboxes. */
export function outwardLines(facts: EdgeFacts): readonly EdgeLine[] {
  return [
    ...facts.send.flatMap((one) => throughConnector(facts, one)),
    ...withoutConnector(facts),
    ...facts.databases.flatMap((one) => toDatabase(facts, one)),
  ]
}

/** Whether a connector leads to every domain: `SMTP:*;1`. */
function leadsEverywhere({ enabled, addressSpaces }: SendConnector): boolean {
  return enabled && addressSpaces.some((space) => /^(smtp:)?\*(;|$)/i.test(space))
}

function throughConnector(
  facts: EdgeFacts,
  { name, properties }: Stored<SendConnector>,
): readonly EdgeLine[] {
  const id = `send:${name}`
  const sources = properties.sourceTransportServers.map((source) => source.split('.')[0] ?? source)
  const servers = facts.servers.filter((one) => sources.some((source) => sameName(source, one.name)))
  const off = `${name} is turned off.`
  const out = properties.enabled
    ? open(id, 'router', wayOut(properties))
    : broken(id, 'router', off, 'Change the connector', pageOf(name))
  return [out, ...servers.map((server) => fromServer(facts, server.name, id))]
}

const pageOf = (name: string) => `${connectorsPage}?selected=${encodeURIComponent(`Send:${name}`)}`

function wayOut({ dnsRoutingEnabled, smartHosts, port }: SendConnector): string {
  return dnsRoutingEnabled
    ? `To the servers that MX records name, port ${port}.`
    : `To the smart host ${smartHosts.join(', ')}, port ${port}.`
}

function fromServer(facts: EdgeFacts, server: string, connector: string): EdgeLine {
  const ends = [`server:${server}`, connector] as const
  const stopped = stoppedService(facts, server, ['MSExchangeTransport'])
  return stopped
    ? brokenByService(ends, server, stopped)
    : open(...ends, `${server} sends by this connector.`)
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
