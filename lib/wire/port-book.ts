import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { WirePorts } from './open-wire'

export type FixedPort = Exclude<keyof WirePorts, 'block'>

const variables: Readonly<Record<FixedPort, string>> = {
  dns: 'DNS_PORT',
  dnsInside: 'DNS_INSIDE_PORT',
  dnsResolver: 'DNS_RESOLVER_PORT',
  proxy: 'PROXY_PORT',
  smtp: 'SMTP_PORT',
  submission: 'SUBMISSION_PORT',
}
const fixedPorts = Object.keys(variables) as FixedPort[]

/**
 * Free ports are taken from below 32768, where neither Linux nor macOS nor Windows takes those of outgoing connections:
 * a port at which nothing is to listen stays free. Each wire claims blocks of them by listening at a block's first port.
 */
const lowestBlock = 20_000
const blockSize = 128
const blocks = 92

async function listening(port: number): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy())
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
    return server
  } catch {
    return null
  }
}

async function closed(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve))
}

async function isFree(port: number): Promise<boolean> {
  const server = await listening(port)
  if (server) await closed(server)
  return server !== null && (await isFreeForUdp(port))
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const bound = new Promise<boolean>((resolve) => {
    socket.once('listening', () => resolve(true)).once('error', () => resolve(false))
  })
  socket.bind({ port, address: '127.0.0.1', exclusive: true })
  const free = await bound
  await new Promise<void>((resolve) => socket.close(resolve))
  return free
}

/** Which port of this computer stands for what. Once given, a port is kept while the process lives. */
export class PortBook {
  readonly #given = new Map<string, number>()
  readonly #guards: Server[] = []
  readonly #ports: WirePorts
  #next: number
  #end: number

  constructor(ports: WirePorts) {
    this.#ports = ports
    this.#next = ports.block
    this.#end = ports.block === 0 ? 0 : 65_536
  }

  /**
   * The port with a setting of its own.
   * @throws Error naming the port and its variable, when another program has it
   */
  async fixed(which: FixedPort): Promise<number> {
    const wanted = this.#ports[which]
    if (wanted === 0 || this.#given.has(which)) return this.port(which)
    if (this.#sharedWith(which))
      throw new Error(`Port ${wanted} is set twice. Set ${variables[which]} to another one and start again.`)
    if (!(await isFree(wanted)))
      throw new Error(
        `Port ${wanted} is in use by another program. Set ${variables[which]} to a free port and start again.`,
      )
    this.#given.set(which, wanted)
    return wanted
  }

  /** The port of a line, the next free one when it has none yet. */
  async port(key: string): Promise<number> {
    const given = this.#given.get(key)
    if (given !== undefined) return given
    const port = await this.#free()
    this.#given.set(key, port)
    return port
  }

  async close(): Promise<void> {
    await Promise.all(this.#guards.splice(0).map(closed))
  }

  #sharedWith(which: FixedPort): boolean {
    return fixedPorts.some((one) => one !== which && this.#ports[one] === this.#ports[which])
  }

  async #free(): Promise<number> {
    const fixed = fixedPorts.map((one) => this.#ports[one])
    for (;;) {
      if (this.#next >= this.#end) await this.#claimBlock()
      const port = this.#next++
      if (!fixed.includes(port) && (await isFree(port))) return port
    }
  }

  async #claimBlock(): Promise<void> {
    if (this.#ports.block !== 0)
      throw new Error(
        `No port from ${this.#ports.block} on is free. Set WIRE_PORT to another one and start again.`,
      )
    for (let tried = 0; tried < blocks; tried++) {
      const first = lowestBlock + ((process.pid + tried) % blocks) * blockSize
      const guard = await listening(first)
      if (!guard) continue
      this.#guards.push(guard)
      this.#next = first + 1
      this.#end = first + blockSize
      return
    }
    throw new Error('No port from 20000 to 31775 is free.')
  }
}
