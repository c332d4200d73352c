import { server as computer } from '@/lib/essentials'
import type { Site, Stored } from '../../store'
import type { ExchangeServer } from '../../topology/exchange-server'
import { transportServers } from '../transport-servers'

/** The service that receives, categorizes and sends. */
const service = 'MSExchangeTransport'

/** The transport servers whose transport service runs; one whose computer nobody described is taken to. */
export async function runningTransportServers(site: Site): Promise<readonly Stored<ExchangeServer>[]> {
  const [servers, computers] = await Promise.all([transportServers(site), site.store.list(computer)])
  return servers.filter(({ name }) => {
    const found = computers.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const state = found?.properties.services[service]?.state
    return state === undefined || state === 'Running'
  })
}

/** When the transport service of a server was started last, by the server's name in lower case (ISO 8601). */
export type TransportStarts = ReadonlyMap<string, string>

/** A server whose service runs from the beginning is not in it. */
export async function transportStarts({ store }: Site): Promise<TransportStarts> {
  const started = (await store.list(computer)).map(
    ({ name, properties }) => [name.toLowerCase(), properties.services[service]?.startedAt] as const,
  )
  return new Map(started.flatMap(([name, at]) => (at === undefined ? [] : [[name, at]])))
}
