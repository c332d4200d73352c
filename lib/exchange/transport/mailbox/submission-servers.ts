import { server as computer } from '@/lib/essentials'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { runningTransportServers } from '../route/running-servers'
import { transportServers } from '../transport-servers'

/** How long a mailbox server goes by the transport servers that it found: 10 minutes. */
export const serverListMs = 10 * 60_000

/** A database whose Outboxes are looked into now, and the server that does so. */
export interface SubmittingDatabase {
  readonly name: string
  readonly guid: string
  readonly server: string
  readonly fqdn: string
  readonly address: string
}

/**
 * The mounted databases of servers whose information store and submission service run: Mail Submission on 2010,
 * Mailbox Transport Submission later. A server whose computer nobody described is taken to run.
 */
export async function submittingDatabases({ store }: Site): Promise<readonly SubmittingDatabase[]> {
  const [databases, servers, computers] = await store.lists([mailboxDatabase, exchangeServer, computer])
  return databases.flatMap(({ id, name, properties }) => {
    const isHere = (one: { name: string }) => one.name.toLowerCase() === properties.server.toLowerCase()
    const host = servers.find(isHere)
    const { services = {}, address = '' } = computers.find(isHere)?.properties ?? {}
    const submission =
      host?.properties.version === '2010' ? 'MSExchangeMailSubmission' : 'MSExchangeSubmission'
    const runs = ['MSExchangeIS', submission].every(
      (one) => (services[one]?.state ?? 'Running') === 'Running',
    )
    if (!host || !runs || properties.mounted === false) return []
    return [{ name, guid: id, server: host.name, fqdn: host.properties.fqdn, address }]
  })
}

/** Gives each message to the next of the transport servers that answer. */
export interface ServerRotation {
  /**
   * @param refusing servers that run and take no mail from mailboxes, since they are hard pressed
   * @returns a transport server for each of `count` messages, in turn; null while none takes any
   */
  take(site: Site, count: number, refusing?: ReadonlySet<string>): Promise<readonly string[] | null>
}

const nobody: ReadonlySet<string> = new Set()

/** A server that is new is given messages once the list is made anew; one that does not answer is passed over at once. */
export function serverRotation(): ServerRotation {
  let list: readonly string[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let turn = 0
  return {
    async take(site, count, refusing = nobody) {
      const now = site.clock.now().getTime()
      if (list.length === 0 || now - readAt >= serverListMs) {
        list = (await transportServers(site)).map(({ name }) => name)
        readAt = now
      }
      const running = new Set((await runningTransportServers(site)).map(({ name }) => name))
      const answering = list.filter((name) => running.has(name) && !refusing.has(name))
      if (answering.length === 0) return null
      return Array.from({ length: count }, () => answering[turn++ % answering.length] ?? '')
    },
  }
}
