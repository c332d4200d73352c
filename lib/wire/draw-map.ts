import { authorityRoots } from '@/lib/network'
import type { PlannedLine } from './plan'
import { nameServers, type PlannedNameServer, resolverOfInternet, routerOf } from './plan/name-servers'
import { publicAddresses } from './plan/public-lines'
import type { FixedPort, PortBook } from './port-book'
import type { WireSource } from './source'
import type { WireLine, WireMap } from './wire-map'

/** A planned line with its port on this computer. */
export interface PlacedLine extends PlannedLine {
  readonly localPort: number
}

/** Gives each line its port: the one of its setting, or the next free one. */
export async function placeLines(
  book: PortBook,
  lines: readonly PlannedLine[],
): Promise<readonly PlacedLine[]> {
  const placed: PlacedLine[] = []
  const used = new Set<FixedPort>()
  for (const line of lines) {
    const fixed = line.fixed && !used.has(line.fixed) ? line.fixed : null
    if (fixed) used.add(fixed)
    const localPort = await (fixed ? book.fixed(fixed) : book.port(`${line.address}:${line.port}`))
    placed.push({ ...line, localPort })
  }
  return placed
}

export interface Ground {
  readonly silentPort: number
  readonly closedPort: number
  /** The ports of our three DNS servers. */
  readonly dns: Readonly<Record<PlannedNameServer['server'], number>>
}

function dnsLines(servers: readonly PlannedNameServer[], ground: Ground): readonly WireLine[] {
  return servers.flatMap(({ address, state, what, server }) =>
    (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      address,
      port: 53,
      state,
      localPort: state === 'open' ? ground.dns[server] : ground.closedPort,
      what,
    })),
  )
}

/** The map, once all of it listens. */
export async function drawMap(
  source: WireSource,
  placed: readonly PlacedLine[],
  ground: Ground,
): Promise<WireMap> {
  const world = source.world()
  const names = nameServers(world)
  const lines: WireLine[] = placed.map(({ address, port, state, localPort, what }) => ({
    protocol: 'tcp',
    address,
    port,
    state,
    localPort,
    what,
  }))
  const inside = names.find(({ server }) => server === 'dnsInside')?.address
  const router = routerOf(world)
  const elsewhere = lines
    .map(({ address }) => address)
    .filter((address) => !publicAddresses(world).includes(address))
  return {
    lines: [...lines, ...dnsLines(names, ground)],
    publicAddresses: publicAddresses(world),
    computers: [
      ...new Set([
        ...world.servers.map(({ properties }) => properties.address),
        ...(router ? [router] : []),
        ...names.map(({ address }) => address),
        ...elsewhere,
      ]),
    ],
    hairpin: world.router?.hairpin ?? false,
    blockedPorts: world.router?.blockedPorts ?? [],
    silentPort: ground.silentPort,
    closedPort: ground.closedPort,
    resolvers: { internet: resolverOfInternet, inside: inside ?? resolverOfInternet },
    roots: await authorityRoots(source.site()),
    ahead: source.now().getTime() - Date.now(),
  }
}
