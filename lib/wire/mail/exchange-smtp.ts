import type { Socket } from 'node:net'
import {
  chooseReceiveConnector,
  newReceiveConnector,
  receiveConnector,
  type SmtpReply,
  sessionReplies,
} from '@/lib/exchange'
import { loopbackSources } from '../loopback-source'
import type { Serve, WireSource } from '../source'
import { InboundConnections } from './connection-count'
import { type ConnectorServer, connectorServer } from './connector-server'
import { ExchangeSession } from './exchange-session'
import { PerMinute } from './per-minute'
import { perSnapshot } from './per-snapshot'
import { type ReceivingEnd, receivingEnd } from './receiving-end'
import { recipientJudge } from './recipient'

/** What is built once for each connector that somebody came to, until the site is read anew. */
interface Built {
  readonly end: ReceivingEnd
  readonly smtp: ConnectorServer
}

/** Ends a connection with one line, as when no connector is responsible for it. */
function turnAway(socket: Socket, { code, status, text }: SmtpReply): void {
  socket.setTimeout(5000, () => socket.destroy())
  socket.resume()
  socket.end(`${code} ${status} ${text}\r\n`)
}

const mostRemembered = 5000

/** The ranges of all connectors are read once for each client, as long as the site is as it was read. */
function remembered<T>(choose: (client: string) => T): (client: string) => T {
  const known = new Map<string, T>()
  return (client) => {
    const before = known.get(client)
    if (before !== undefined) return before
    const chosen = choose(client)
    if (known.size < mostRemembered) known.set(client, chosen)
    return chosen
  }
}

/** The connectors of one moment: chosen for each client, built when the first one comes. */
async function receptionist(source: WireSource, server: string, port: number, messageRates: PerMinute) {
  const [site, world] = [source.site(), source.world()]
  const address = world.servers.find(({ name }) => name === server)?.properties.address ?? ''
  const connectors = await site.store.list(receiveConnector)
  const judge = recipientJudge(site)
  const sources = loopbackSources(world)
  const built = new Map<string, Promise<Built>>()
  const build = async (connector: ReceivingEnd['connector']): Promise<Built> => {
    const end = await receivingEnd(source, { server, address, port, judge, messageRates }, connector)
    return { end, smtp: await connectorServer(end) }
  }
  const responsible = remembered((remoteAddress) => {
    const arrival = { server, localAddress: address, port, remoteAddress }
    return chooseReceiveConnector(connectors, arrival) ?? standIn(connectors, server)
  })
  return async (socket: Socket): Promise<{ client: string; built: Built | null }> => {
    const client = sources.addressOf(socket.remoteAddress ?? '')
    const chosen = responsible(client)
    if (!chosen) return { client, built: null }
    const known = built.get(chosen.id) ?? build(chosen)
    built.set(chosen.id, known)
    return { client, built: await known }
  }
}

/** A server that has no connectors at all, since nobody has set it up yet, greets and admits nobody. */
function standIn(
  connectors: readonly ReceivingEnd['connector'][],
  server: string,
): ReceivingEnd['connector'] | null {
  const key = server.toLowerCase()
  if (connectors.some(({ properties }) => properties.server.toLowerCase() === key)) return null
  const properties = {
    ...newReceiveConnector(server, '', false),
    bindings: [],
    remoteIPRanges: [],
    authMechanism: ['Tls' as const],
    permissionGroups: [],
    more: { MaxInboundConnectionPerSource: 'Unlimited', MaxInboundConnectionPercentagePerSource: 100 },
  }
  const never = new Date(0)
  return { id: server, name: `${server}\\`, properties, whenCreated: never, whenChanged: never }
}

const rates = new WeakMap<WireSource, PerMinute>()

/** MaxConnectionRatePerMinute is a service's, whichever of its ports somebody comes to. */
function ratesOf(source: WireSource): PerMinute {
  const known = rates.get(source) ?? new PerMinute()
  rates.set(source, known)
  return known
}

function welcome(counts: InboundConnections, socket: Socket, client: string, { end, smtp }: Built): void {
  const { source, connector, limits } = end
  const { service, perMinute } = end.rate
  const inTime = ratesOf(source).take(`${end.server} ${service}`, perMinute, source.now())
  const refused = inTime ? counts.enter(connector.name, client, limits) : sessionReplies.notAvailable
  if (refused) {
    turnAway(socket, refused)
    return
  }
  const session = new ExchangeSession(end, client)
  const remoteEndpoint = `${client}:${socket.remotePort ?? 0}`
  smtp.welcome(socket, session, () => {
    counts.leave(connector.name, client)
    const log = session.record.end({
      server: end.server,
      connector: connector.name,
      localEndpoint: `${end.address}:${end.port}`,
      remoteEndpoint,
    })
    if (log) source.intake.log(log)
  })
}

/** Exchange's SMTP at one of its ports: each connection by the receive connector that is responsible for it. */
export function exchangeSmtp(source: WireSource, server: string, port: number): Serve {
  const counts = new InboundConnections()
  const messageRates = new PerMinute()
  return perSnapshot(
    source,
    () => receptionist(source, server, port, messageRates),
    (receive, socket) => {
      receive(socket).then(
        ({ client, built }) => {
          if (socket.destroyed) return
          if (built) welcome(counts, socket, client, built)
          else turnAway(socket, sessionReplies.notAvailable)
        },
        (error: unknown) => {
          source.log(`A connection could not be served: ${error instanceof Error ? error.message : error}`)
          socket.destroy()
        },
      )
    },
  )
}
