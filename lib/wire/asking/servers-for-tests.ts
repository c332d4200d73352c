import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type DecodedPacket, decode, encode, type Packet } from 'dns-packet'
import type { Vantage } from '@/lib/network'
import type { Place, Reach } from './reach'

export interface TestServer {
  readonly place: Place
  close(): Promise<void>
}

/** A TCP server of the test's own; connections that are open at the end are cut. */
export async function tcpServer(serve: (socket: Socket) => void): Promise<TestServer> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    place: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Says the greeting, then to each line what is listed for its first word; `null` hangs up. */
export function talks(greeting: string, replies: Readonly<Record<string, string | null>> = {}) {
  return (socket: Socket) => {
    socket.write(greeting)
    socket.on('data', (bytes) => {
      const reply = replies[String(bytes).trim().split(/[\s:]/)[0]?.toUpperCase() ?? '']
      if (reply === null) socket.destroy()
      else if (reply !== undefined) socket.write(reply)
    })
  }
}

export interface TestNameServer extends TestServer {
  /** `contoso.com MX udp`, in the order in which they came. */
  readonly asked: string[]
}

/** Answers every question with this, over UDP and TCP; null: not at all. Bytes are sent as they are. */
export async function nameServer(
  answer: (query: DecodedPacket, transport: 'udp' | 'tcp') => Partial<Packet> | Buffer | null,
): Promise<TestNameServer> {
  const asked: string[] = []
  const reply = (bytes: Buffer, transport: 'udp' | 'tcp') => {
    const query = decode(bytes)
    const [question] = query.questions ?? []
    asked.push(`${question?.name} ${question?.type} ${transport}`)
    const given = answer(query, transport)
    if (given === null || Buffer.isBuffer(given)) return given
    return encode({ type: 'response', id: query.id, questions: query.questions, ...given })
  }
  const tcp = await tcpServer((socket) =>
    socket.on('data', (bytes: Buffer) => {
      const packet = reply(bytes.subarray(2), 'tcp')
      if (packet)
        socket.write(Buffer.concat([Buffer.from([packet.length >> 8, packet.length & 255]), packet]))
    }),
  )
  const udp = createSocket('udp4').bind(tcp.place.port, '127.0.0.1')
  udp.on('message', (bytes, { port, address }) => {
    const packet = reply(bytes, 'udp')
    if (packet) udp.send(packet, port, address)
  })
  await once(udp, 'listening')
  return {
    place: tcp.place,
    asked,
    async close() {
      udp.close()
      await tcp.close()
    },
  }
}

/** A world of these servers, by `address:port`; what is not there is refused. */
export function reachOf(
  servers: Readonly<Record<string, TestServer>>,
  change: Partial<Reach> & { readonly resolver?: string } = {},
): Reach {
  const { resolver = '198.51.100.1', ...more } = change
  const resolvers: Record<Vantage, string> = { internet: resolver, inside: resolver }
  return {
    place: (_, address, port) => servers[`${address}:${port}`]?.place ?? { host: '127.0.0.1', port: 1 },
    turn: async () => () => {},
    resolvers,
    roots: [],
    timeoutMs: 300,
    answerMs: more.timeoutMs ?? 300,
    nameServers: new Map(),
    ...more,
  }
}
