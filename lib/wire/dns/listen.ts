import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { serveTcp } from './tcp-connection'

const host = '127.0.0.1'
const mostConnections = 256
/** How often a port that TCP has is tried for UDP, when any free one will do. */
const attempts = 20

export type AnswerPacket = (packet: Buffer, transport: 'udp' | 'tcp') => Buffer | null

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** dgram looks every address up before it sends, even one that is none. */
const noLookup = (
  address: string,
  _: unknown,
  found: (error: null, address: string, family: number) => void,
) => found(null, address, 4)

async function listenUdp(port: number, answer: AnswerPacket): Promise<UdpSocket> {
  const socket = createSocket({ type: 'udp4', lookup: noLookup as never })
  socket.on('message', (packet, from) => {
    const reply = answer(packet, 'udp')
    if (reply && from.port > 0) socket.send(reply, from.port, from.address, () => undefined)
  })
  const listening = once(socket, 'listening')
  socket.bind(port, host)
  await listening
  socket.on('error', () => undefined)
  return socket
}

async function listenTcp(port: number, answer: AnswerPacket, open: Set<Socket>): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    serveTcp(socket, (packet) => answer(packet, 'tcp'))
  })
  server.maxConnections = mostConnections
  server.listen(port, host)
  await once(server, 'listening')
  server.on('error', () => undefined)
  return server
}

async function closed(socket: UdpSocket | Server): Promise<void> {
  const done = once(socket, 'close')
  socket.close()
  await done
}

/** Both transports on one port. @throws when it is taken */
export async function listen(port: number, answer: AnswerPacket, attempt = 1): Promise<Listener> {
  const open = new Set<Socket>()
  const tcp = await listenTcp(port, answer, open)
  const { port: got } = tcp.address() as AddressInfo
  try {
    const udp = await listenUdp(got, answer)
    return {
      port: got,
      async close() {
        for (const socket of open) socket.destroy()
        await Promise.all([closed(tcp), closed(udp)])
      },
    }
  } catch (error) {
    await closed(tcp)
    if (port === 0 && attempt < attempts) return listen(port, answer, attempt + 1)
    throw error
  }
}
