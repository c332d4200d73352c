import { execFile, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { type DecodedPacket, decode, encode, type Packet } from 'dns-packet'
import type { Site } from '@/lib/exchange'
import {
  emptyZone,
  nameServersOfProvider,
  type RecordType,
  type ResolverCache,
  type Vantage,
  type World,
  type Zone,
  type ZoneRecord,
} from '@/lib/network'
import { contoso, essentialsServer, exchangeServer } from '@/lib/network/testing/contoso'
import { wireNetwork } from '../asking/wire-network'
import { noIntake } from '../no-intake'
import type { WireSource } from '../source'
import { type DnsServers, openDns } from './open-dns'

export const DIG = isThere('dig', '-v')
export const NAMED = isThere('named', '-v')

function isThere(program: string, flag: string): boolean {
  const there = spawnSync(program, [flag]).status === 0
  if (!there) console.warn(`SKIPPED: tests that need ${program}, which is not on the PATH of this computer.`)
  return there
}

export type Line = readonly [name: string, type: RecordType, data: string, ttl?: number]

export function zoneOf(view: Vantage, domain: string, lines: readonly Line[]): Zone {
  const records = lines.map(
    ([name, type, data, ttl = 300], index): ZoneRecord => ({ id: String(index), name, type, ttl, data }),
  )
  const servers = view === 'inside' ? ['essentials.contoso.local'] : nameServersOfProvider
  return emptyZone(view, domain, servers, { records })
}

function stored<P>(name: string, properties: P) {
  return { id: name, name, properties, whenCreated: new Date(0), whenChanged: new Date(0) }
}

/** The described Contoso site with these zones, beside the Active Directory domain's own. */
export function worldOf(zones: readonly Zone[], change: Partial<World> = {}): World {
  return {
    description: contoso(),
    servers: [stored('ESSENTIALS', essentialsServer), stored('EXCH01', exchangeServer)],
    zones: [zoneOf('inside', 'contoso.local', []), ...zones],
    router: null,
    proxy: null,
    ...change,
  }
}

export const dnsStopped: Pick<World, 'servers'> = {
  servers: [
    stored('ESSENTIALS', {
      ...essentialsServer,
      services: { DNS: { displayName: 'DNS Server', state: 'Stopped' as const } },
    }),
  ],
}

/** Name servers on free ports, of a world and a clock that the test changes. */
export interface OpenedDns extends DnsServers {
  change(world: World): Promise<void>
  passSeconds(seconds: number): void
  /** What PostgreSQL would hold. */
  readonly kept: Map<Vantage, ResolverCache>
  readonly lines: string[]
  /** The servers begin again, as after a crash. */
  again(): Promise<OpenedDns>
}

export async function openedDns(
  first: World,
  kept = new Map<Vantage, ResolverCache>(),
  start = Date.parse('2026-11-22T09:00:00Z'),
): Promise<OpenedDns> {
  let [world, time] = [first, start]
  const lines: string[] = []
  const find = async (_: unknown, whose: Vantage) => {
    const cache = kept.get(whose)
    return cache ? stored(whose, cache) : null
  }
  const source: WireSource = {
    site: () => ({ store: { find } }) as unknown as Site,
    world: () => world,
    now: () => new Date(time),
    dial: () => connect(1, '127.0.0.1'),
    network: wireNetwork({ settle: () => Promise.reject(new Error('There is only DNS')) }),
    intake: noIntake,
    log: (line) => lines.push(line),
  }
  const saveCache = async (whose: Vantage, cache: ResolverCache) => {
    const copy = JSON.parse(JSON.stringify(cache)) as ResolverCache
    if ((kept.get(whose)?.generation ?? 0) === copy.generation) kept.set(whose, copy)
  }
  const servers = await openDns({ source, ports: { dns: 0, dnsInside: 0, dnsResolver: 0 }, saveCache })
  return {
    get ports() {
      return servers.ports
    },
    settle: servers.settle,
    forget: servers.forget,
    close: servers.close,
    kept,
    lines,
    change(next) {
      world = next
      return servers.settle()
    },
    passSeconds(seconds) {
      time += seconds * 1000
    },
    async again() {
      await servers.close()
      return openedDns(world, kept, time)
    },
  }
}

export interface Dug {
  readonly status: string
  readonly flags: readonly string[]
  /** `mail.contoso.com. 300 IN A 203.0.113.25`, one space between. */
  readonly answer: readonly string[]
  readonly authority: readonly string[]
  readonly additional: readonly string[]
  readonly text: string
}

/** What dig makes of it; `words` as on its command line. One try, five seconds. */
export async function dig(port: number, ...words: string[]): Promise<Dug> {
  const { stdout: text } = await promisify(execFile)('dig', [
    '@127.0.0.1',
    '-p',
    String(port),
    '+tries=1',
    '+time=5',
    '+nostats',
    ...words,
  ])
  const section = (name: string) =>
    text
      .split(`;; ${name} SECTION:\n`)[1]
      ?.split('\n\n')[0]
      ?.split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '') ?? []
  return {
    status: /status: (\w+)/.exec(text)?.[1] ?? '',
    flags: /flags: ([\w ]+);/.exec(text)?.[1]?.split(' ') ?? [],
    answer: section('ANSWER'),
    authority: section('AUTHORITY'),
    additional: section('ADDITIONAL'),
    text,
  }
}

export function query(name: string, type: string, more: Packet = {}): Buffer {
  return encode({ type: 'query', id: 4711, questions: [{ name, type: type as RecordType }], ...more })
}

/** One packet there and back by UDP; null when the port refuses. */
export async function overUdp(port: number, packet: Buffer): Promise<DecodedPacket | null> {
  const socket = createSocket('udp4')
  try {
    socket.connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.send(packet)
    const [answer] = (await once(socket, 'message')) as [Buffer]
    return decode(answer)
  } catch {
    return null
  } finally {
    socket.close()
  }
}
