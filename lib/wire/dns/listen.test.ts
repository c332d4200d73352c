import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type DecodedPacket, decode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenedDns, openedDns, overUdp, query, worldOf, zoneOf } from './dns-for-tests'

let dns: OpenedDns
beforeAll(async () => {
  dns = await openedDns(worldOf([zoneOf('internet', 'contoso.com', [['mail', 'A', '203.0.113.25']])]))
})
afterAll(() => dns.close())

const withLength = (packet: Buffer) => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(packet.length)
  return Buffer.concat([length, packet])
}

async function opened(): Promise<Socket> {
  const socket = connect(dns.ports.dns, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

/** All answers until the server ends. */
async function answersOf(socket: Socket): Promise<DecodedPacket[]> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  const answers: DecodedPacket[] = []
  for (let rest = Buffer.concat(chunks); rest.length > 0; rest = rest.subarray(2 + rest.readUInt16BE(0)))
    answers.push(decode(rest.subarray(2, 2 + rest.readUInt16BE(0))))
  return answers
}

describe('a TCP connection', () => {
  it('takes several queries, in whatever pieces they come', async () => {
    const socket = await opened()
    const stream = Buffer.concat([1, 2, 3].map((id) => withLength(query('mail.contoso.com', 'A', { id }))))
    socket.setNoDelay(true)
    for (const byte of stream) {
      await new Promise((done) => socket.write(Buffer.of(byte), done))
      await new Promise((done) => setImmediate(done))
    }
    socket.end()
    expect((await answersOf(socket)).map(({ id, answers }) => [id, answers?.length])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ])
  })

  it('is ended by its client in the middle of a query without harm', async () => {
    const socket = await opened()
    socket.end(Buffer.from([255, 255, 1, 2, 3]))
    expect(await answersOf(socket)).toEqual([])
    expect((await overUdp(dns.ports.dns, query('mail.contoso.com', 'A')))?.answers).toHaveLength(1)
  })

  it('does not keep the server from closing', async () => {
    const other = await openedDns(worldOf([]))
    const socket = connect(other.ports.dnsResolver, '127.0.0.1')
    await once(socket, 'connect')
    const ended = once(socket, 'close')
    await other.close()
    await ended
  })

  it('is one of 256 at most', async () => {
    const sockets = await Promise.all(Array.from({ length: 256 }, opened))
    const last = await opened()
    last.on('error', () => undefined)
    await once(last, 'close')
    for (const socket of sockets) socket.destroy()
    await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')))
  })
})

/** A generator of its own, so that the packets are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let one = Math.imul(state ^ (state >>> 15), 1 | state)
    one = (one + Math.imul(one ^ (one >>> 7), 61 | one)) ^ one
    return ((one ^ (one >>> 14)) >>> 0) / 2 ** 32
  }
}

function hostilePacket(next: () => number): Buffer {
  const packet = query('mail.contoso.com', 'A', { id: Math.floor(next() * 65_536) })
  for (let changes = Math.floor(next() * 8); changes > 0; changes--)
    packet[Math.floor(next() * packet.length)] = Math.floor(next() * 256)
  return packet.subarray(0, Math.ceil(next() * 1.3 * packet.length))
}

describe('thousands of hostile packets at the sockets', () => {
  it('by UDP leave the servers answering', async () => {
    const next = numbers(1035)
    const socket = createSocket('udp4')
    for (let burst = 0; burst < 50; burst++)
      for (const port of Object.values(dns.ports)) {
        for (let sent = 0; sent < 30; sent++) socket.send(hostilePacket(next), port, '127.0.0.1')
        const asked = query('mail.contoso.com', 'A', { flags: 0x100 })
        expect((await overUdp(port, asked))?.answers).toHaveLength(1)
      }
    socket.close()
    expect(dns.lines).toEqual([])
  })

  it('by TCP leave the server answering', async () => {
    const next = numbers(7766)
    for (let connection = 0; connection < 40; connection++) {
      const socket = await opened()
      socket.on('error', () => undefined)
      for (let sent = 0; sent < 50; sent++) {
        const packet = hostilePacket(next)
        socket.write(next() < 0.9 ? withLength(packet) : packet)
      }
      socket.end()
      for await (const _ of socket);
    }
    expect((await overUdp(dns.ports.dns, query('mail.contoso.com', 'A')))?.answers).toHaveLength(1)
    expect(dns.lines).toEqual([])
  })
})
