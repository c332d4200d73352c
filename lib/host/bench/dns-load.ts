import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { encode } from 'dns-packet'
import { benchQuestions } from './dns-zone'
import { percentile } from './measure'

/** UDP may lose a packet; a query that is not answered for so long is asked again, and its whole wait counts. */
const lostMs = 250

export interface Load {
  readonly perSecond: number
  readonly p99: number
}

/** Asks so many questions, with `inFlight` on their way at any time, over one socket. */
export async function dnsLoad(
  port: number,
  { count, inFlight }: { count: number; inFlight: number },
): Promise<Load> {
  const packets = benchQuestions().map(([name, type]) =>
    encode({ type: 'query', questions: [{ name, type }] }),
  )
  const socket = createSocket('udp4')
  socket.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const waiting = new Map<number, { first: number; last: number; packet: Buffer }>()
  const taken: number[] = []
  let asked = 0

  function send(id: number, packet: Buffer): void {
    packet.writeUInt16BE(id)
    socket.send(packet)
  }
  function ask(): void {
    const packet = packets[asked % packets.length]
    if (asked >= count || !packet) return
    const id = asked++ & 0xffff
    const now = performance.now()
    waiting.set(id, { first: now, last: now, packet })
    send(id, packet)
  }
  function again(): void {
    const now = performance.now()
    for (const [id, one] of waiting)
      if (now - one.last > lostMs) {
        one.last = now
        send(id, one.packet)
      }
  }

  const watch = setInterval(again, lostMs)
  const begun = performance.now()
  await new Promise<void>((done) => {
    socket.on('message', (answer) => {
      const id = answer.readUInt16BE(0)
      const one = waiting.get(id)
      if (!one) return
      waiting.delete(id)
      taken.push(performance.now() - one.first)
      if (taken.length === count) done()
      else ask()
    })
    for (let first = 0; first < inFlight; first++) ask()
  })
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  socket.close()
  return { perSecond: count / seconds, p99: percentile(taken, 0.99) }
}
