import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Site } from '@/lib/exchange'
import { readWorld, type World } from '@/lib/network'
import { wireNetwork } from './asking/wire-network'
import { openDns } from './dns'
import { drawMap, type Ground, type PlacedLine, placeLines } from './draw-map'
import type { WireOptions } from './open-wire'
import { planLines } from './plan'
import { PortBook } from './port-book'
import { route } from './route'
import { isHalfOpen, Servers } from './serve'
import { SilentPorts } from './silent-ports'
import type { WireSource } from './source'
import { Switchboard } from './switchboard'
import type { WireMap } from './wire-map'

export interface Listening {
  settle(): Promise<WireMap>
  forget(): void
  close(): Promise<void>
}

interface Moment {
  readonly site: Site
  readonly world: World
}

async function readMoment({ snapshot }: WireOptions): Promise<Moment> {
  const site = await snapshot()
  return { site, world: await readWorld(site) }
}

/** Takes what is sent to it and says nothing: the UDP side of a silent address. */
async function openSink(port: number): Promise<UdpSocket> {
  const sink = createSocket('udp4')
  sink.on('error', () => undefined)
  sink.bind({ port, address: '127.0.0.1', exclusive: true })
  await once(sink, 'listening')
  return sink
}

export async function listen(options: WireOptions): Promise<Listening> {
  const book = new PortBook(options.ports)
  const closers: (() => Promise<unknown>)[] = [() => book.close()]
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    return { ...(await start(options, book, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function start(options: WireOptions, book: PortBook, closers: (() => Promise<unknown>)[]) {
  let moment = await readMoment(options)
  let map: WireMap | undefined
  const source: WireSource = {
    site: () => moment.site,
    world: () => moment.world,
    now: () => moment.site.clock.now(),
    dial: (address, port, source) =>
      connect({
        host: '127.0.0.1',
        port: map ? route(map, 'inside', 'tcp', address, port) : ground.closedPort,
        noDelay: true,
        allowHalfOpen: true,
        ...(source?.startsWith('127.') && { localAddress: source }),
      }),
    network: wireNetwork({
      settle: async () => map ?? Promise.reject(new Error('The simulated network is still starting')),
    }),
    intake: options.intake,
    log: (line) => options.log?.(line),
  }
  const ground: Ground = {
    silentPort: await book.port('silent'),
    closedPort: await book.port('closed'),
    dns: {
      dns: await book.fixed('dns'),
      dnsInside: await book.fixed('dnsInside'),
      dnsResolver: await book.fixed('dnsResolver'),
    },
  }
  for (const which of ['proxy', 'smtp', 'submission'] as const) await book.fixed(which)
  const silent = new SilentPorts()
  closers.push(() => silent.close())
  const sink = await openSink(ground.silentPort)
  closers.push(async () => sink.close())
  const dns = await openDns({ source, ports: ground.dns, saveCache: options.saveCache })
  closers.push(() => dns.close())
  const servers = new Servers(source)
  closers.push(async () => servers.close())
  const switchboard = new Switchboard()
  closers.push(() => switchboard.close())

  const settle = async () => {
    moment = await readMoment(options)
    const placed = await placeLines(book, planLines(moment.world))
    await dns.settle()
    await apply(placed, ground, { servers, silent, switchboard })
    map = await drawMap(source, placed, ground)
    return map
  }
  return { settle, forget: () => dns.forget() }
}

/** What is to close goes first: a port may become silent, or stop being so. */
async function apply(
  placed: readonly PlacedLine[],
  { silentPort }: Ground,
  to: { servers: Servers; silent: SilentPorts; switchboard: Switchboard },
): Promise<void> {
  const ports = (state: PlacedLine['state']) =>
    placed.filter((line) => line.state === state).map(({ localPort }) => localPort)
  await to.switchboard.keepOnly(ports('open'))
  await to.silent.hold([silentPort, ...ports('silent')])
  await to.switchboard.open(
    placed.flatMap(({ localPort, port, served }) =>
      served ? [{ localPort, serve: to.servers.serve(served, port), halfOpen: isHalfOpen(served) }] : [],
    ),
  )
  await to.servers.ready()
}
