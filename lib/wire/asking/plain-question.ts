import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import { type DecodedPacket, decode, encode, type Packet, RECURSION_DESIRED, streamEncode } from 'dns-packet'
import { canonicalName, type RecordType } from '@/lib/network'
import type { Place } from './reach'

/** RFC 6891 §6.2.5 and the DNS flag day of 2020: what crosses networks whole. */
const udpPayloadSize = 1232

function question(name: string, type: RecordType, recursive: boolean): Packet & { readonly id: number } {
  const root = { name: '.', type: 'OPT', udpPayloadSize, extendedRcode: 0, ednsVersion: 0 } as const
  return {
    type: 'query',
    id: randomInt(0x10000),
    flags: recursive ? RECURSION_DESIRED : 0,
    questions: [{ name, type }],
    additionals: [{ ...root, flags: 0, flag_do: false, options: [] }],
  }
}

/** The packet, when it is the answer to what was asked (RFC 5452 §9.1). */
function readAnswer(asked: Packet, bytes: Buffer): DecodedPacket | null {
  try {
    const packet = decode(bytes)
    const [one] = packet.questions ?? []
    const [other] = asked.questions ?? []
    const same = one && other && canonicalName(one.name) === canonicalName(other.name)
    return packet.flag_qr && packet.id === asked.id && same && one.type === other.type ? packet : null
  } catch {
    return null
  }
}

/** Asked again once, at half the time, since UDP may lose either packet. */
function overUdp({ host, port }: Place, asked: Packet, ms: number): Promise<DecodedPacket | null> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  const timers: NodeJS.Timeout[] = []
  const answer = new Promise<DecodedPacket | null>((resolve) => {
    const send = () => socket.send(encode(asked), (error) => error && resolve(null))
    timers.push(
      setTimeout(send, ms / 2),
      setTimeout(() => resolve(null), ms),
    )
    socket.on('error', () => resolve(null))
    socket.on('message', (bytes) => {
      const packet = readAnswer(asked, bytes)
      if (packet) resolve(packet)
    })
    socket.once('connect', send).connect(port, host)
  })
  return answer.finally(() => {
    for (const timer of timers) clearTimeout(timer)
    socket.close()
  })
}

/** RFC 7766 §8: each message with its length before it. */
function overTcp({ host, port }: Place, asked: Packet, ms: number): Promise<DecodedPacket | null> {
  const socket = connect({ host, port, signal: AbortSignal.timeout(ms) })
  const answer = new Promise<DecodedPacket | null>((resolve) => {
    let received = Buffer.alloc(0)
    socket.on('connect', () => socket.write(streamEncode(asked)))
    socket.on('error', () => resolve(null)).on('close', () => resolve(null))
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes])
      const length = received.length < 2 ? Number.POSITIVE_INFINITY : received.readUInt16BE(0)
      if (received.length >= length + 2) resolve(readAnswer(asked, received.subarray(2, length + 2)))
    })
  })
  return answer.finally(() => socket.destroy())
}

/**
 * One question as a packet. It shows what node's resolver keeps for itself: the TTLs, the chain of CNAMEs, the SOA that
 * says how long "there is none" may be kept, referrals, and whether the server is the zone's own (AA).
 */
export async function askPlainly(
  { udp, tcp }: { readonly udp: Place; readonly tcp: Place | null },
  name: string,
  type: RecordType,
  { recursive, timeoutMs }: { readonly recursive: boolean; readonly timeoutMs: number },
): Promise<DecodedPacket | null> {
  const asked = question(name, type, recursive)
  const packet = await overUdp(udp, asked, timeoutMs)
  return packet?.flag_tc && tcp ? overTcp(tcp, asked, timeoutMs) : packet
}
