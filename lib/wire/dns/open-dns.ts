import { resolverCache, serverOf, type Vantage, type World } from '@/lib/network'
import type { WireSource } from '../source'
import { answerPacket } from './answer-packet'
import { keepCache, type SaveCache } from './cache-keeper'
import { type Listener, listen } from './listen'
import { type NameServers, nameServers } from './name-servers'

type Which = keyof NameServers
export type DnsPorts = Readonly<Record<Which, number>>

export interface DnsOptions {
  readonly source: WireSource
  /** On 127.0.0.1, UDP and TCP alike; 0 for any that is free. */
  readonly ports: DnsPorts
  readonly saveCache: SaveCache
}

export interface DnsServers {
  /** Where they listen; at dnsInside nothing does while the Essentials server's DNS service is stopped. */
  readonly ports: DnsPorts
  /** Picks up changed zones, cleared caches, and whether the DNS service runs. */
  settle(): Promise<void>
  /** Drops what the resolvers remember for what is stored, at the next settling: another site is read now. */
  forget(): void
  close(): Promise<void>
}

function runsInside(world: World): boolean {
  const essentials = serverOf(world, 'essentials')
  return essentials !== null && essentials.properties.services.DNS?.state !== 'Stopped'
}

/** The simulated world's name servers: the Internet's, the provider's resolver, and the Essentials server's. */
export async function openDns({ source, ports, saveCache }: DnsOptions): Promise<DnsServers> {
  const { log } = source
  const keeper = (whose: Vantage) =>
    keepCache(whose, { now: () => source.now(), save: saveCache, log: (line) => log(line) })
  const keepers = { internet: keeper('internet'), inside: keeper('inside') }
  const caches = { internet: keepers.internet.cache, inside: keepers.inside.cache }
  let world = source.world()
  let servers = nameServers(world, caches)

  const open = (which: Which, port: number) =>
    listen(port, (packet, transport) => {
      try {
        return answerPacket(packet, transport, servers[which])
      } catch (error) {
        log(`A DNS query was dropped: ${String(error)}`)
        return null
      }
    })

  async function readCaches(): Promise<void> {
    for (const whose of ['internet', 'inside'] as const) {
      const stored = await source.site().store.find(resolverCache, whose)
      keepers[whose].settle(stored?.properties ?? null)
    }
  }

  await readCaches()
  const listeners: Listener[] = []
  for (const which of ['dns', 'dnsResolver', 'dnsInside'] as const)
    listeners.push(
      await open(which, ports[which]).catch(async (error: unknown) => {
        await Promise.all(listeners.map((one) => one.close()))
        throw error
      }),
    )
  const [dns, resolver, first] = listeners as [Listener, Listener, Listener]
  let inside: Listener | null = first
  let insidePort = first.port

  /** A port that was any free one may be somebody else's when the service starts again. */
  async function openInside(): Promise<Listener> {
    return open('dnsInside', insidePort).catch((error: unknown) => {
      if (ports.dnsInside !== 0) throw error
      return open('dnsInside', 0)
    })
  }

  async function startOrStop(): Promise<void> {
    const wanted = runsInside(world)
    if (!wanted) {
      await inside?.close()
      inside = null
    } else if (!inside) {
      inside = await openInside()
      insidePort = inside.port
    }
  }

  async function settle(): Promise<void> {
    if (source.world() !== world) {
      world = source.world()
      servers = nameServers(world, caches)
    }
    await readCaches()
    await startOrStop()
  }

  await startOrStop()
  let turn: Promise<void> = Promise.resolve()
  return {
    get ports() {
      return { dns: dns.port, dnsInside: insidePort, dnsResolver: resolver.port }
    },
    settle() {
      const mine = turn.then(settle)
      turn = mine.catch(() => undefined)
      return mine
    },
    forget() {
      for (const one of Object.values(keepers)) one.forget()
    },
    async close() {
      await turn
      await Promise.all([dns.close(), resolver.close(), inside?.close()])
      await Promise.all(Object.values(keepers).map((one) => one.saved()))
    },
  }
}
