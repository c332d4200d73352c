import type { Socket } from 'node:net'
import type { Answer, NoAnswer, RecordType } from '@/lib/network'
import { route } from '../route'
import type { WireMap } from '../wire-map'
import { dial } from './dial'
import { networkOver } from './network-over'
import type { Reach } from './reach'

/** Whom a server of the site sends mail to, and the way there. It leads nowhere but to the simulated world. */
export interface Post {
  /** Asks the resolver that the site's servers ask. */
  lookup(name: string, type: RecordType): Promise<Answer>
  /** Connects as the computer at `from` does. The connection may last for `lifetimeMs`. */
  connect(way: {
    readonly from: string
    readonly address: string
    readonly port: number
  }): Promise<Socket | NoAnswer>
  /** PEM of the roots that the site's servers trust besides the real ones. */
  roots(): Promise<readonly string[]>
  /** What is asked afterwards is asked of the world as it is then. */
  refresh(): void
}

/** ConnectionTimeout of a connector: 10 minutes. */
const lifetimeMs = 600_000
const answerMs = 5000

/**
 * @param settle gives the map of the simulated world, once it has caught up
 * @param bindingOf the loopback address that stands for a simulated one; see loopback-source.ts
 */
export function openPost({
  settle,
  bindingOf,
  timeoutMs = 2000,
}: {
  readonly settle: () => Promise<WireMap>
  readonly bindingOf: (address: string) => string | null
  readonly timeoutMs?: number
}): Post {
  let map: Promise<WireMap> | undefined
  const current = () => {
    map ??= settle()
    const mine = map
    mine.catch(() => {
      if (map === mine) map = undefined
    })
    return mine
  }
  const reach = (known: WireMap, from?: string): Reach => {
    const localAddress = from === undefined ? null : bindingOf(from)
    return {
      place: (protocol, address, port) => ({
        host: '127.0.0.1',
        port: route(known, 'inside', protocol, address, port),
        ...(localAddress && protocol === 'tcp' ? { localAddress } : {}),
      }),
      turn: async () => () => {},
      resolvers: known.resolvers,
      roots: known.roots,
      timeoutMs,
      answerMs,
      nameServers: new Map(),
    }
  }
  return {
    async lookup(name, type) {
      return networkOver(reach(await current())).lookup(name, type, 'inside')
    },
    async connect({ from, address, port }) {
      return dial(reach(await current(), from), { address, port, from: 'inside' }, lifetimeMs)
    },
    async roots() {
      return (await current()).roots
    },
    refresh() {
      map = undefined
    },
  }
}
