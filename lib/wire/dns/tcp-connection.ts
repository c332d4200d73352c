import type { Socket } from 'node:net'

const idleMs = 10_000
/** Answers that nobody reads: more than this waits before further queries are read. */
const mostWaiting = 1 << 20

/**
 * Queries with their length before them, one after the other (RFC 7766). Less than two longest messages are held; who
 * says nothing for ten seconds, or does not read, is left.
 */
export function serveTcp(socket: Socket, answer: (packet: Buffer) => Buffer | null): void {
  let held: Buffer = Buffer.alloc(0)

  function take(): void {
    let at = 0
    while (held.length >= at + 2 && socket.writableLength <= mostWaiting) {
      const end = at + 2 + held.readUInt16BE(at)
      if (held.length < end) break
      reply(answer(held.subarray(at + 2, end)))
      at = end
    }
    held = Buffer.from(held.subarray(at))
    if (socket.writableLength > mostWaiting) socket.pause()
  }

  function reply(packet: Buffer | null): void {
    if (!packet || !socket.writable) return
    const length = Buffer.alloc(2)
    length.writeUInt16BE(packet.length)
    socket.write(Buffer.concat([length, packet]))
  }

  socket.setTimeout(idleMs, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    take()
  })
  socket.on('drain', () => {
    take()
    if (socket.writableLength <= mostWaiting) socket.resume()
  })
  socket.on('end', () => socket.end())
}
