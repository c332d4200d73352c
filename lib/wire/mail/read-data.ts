import type { SMTPServerDataStream } from 'smtp-server'

/** How many bytes may be in memory at once, of all who share it. */
export class Room {
  #free: number

  constructor(bytes: number) {
    this.#free = bytes
  }

  /** @returns whether there was room; then as much has to be given back */
  take(bytes: number): boolean {
    if (bytes > this.#free) return false
    this.#free -= bytes
    return true
  }

  giveBack(bytes: number): void {
    this.#free += bytes
  }
}

/** For the messages that this process has received and has not answered yet, all sessions together. */
const roomOfAll = new Room(256 * 1024 ** 2)

export type ReadData =
  | { readonly kind: 'read'; readonly content: Buffer }
  | { readonly kind: 'too large' | 'no room' | 'broken off' }

/**
 * Reads a message to its end; what is too large is read and forgotten, so that the client hears why.
 * @param answer gets what was read, whose room it holds until it has resolved
 */
export async function readData<T>(
  stream: SMTPServerDataStream,
  limit: number,
  answer: (read: ReadData) => T | Promise<T>,
  room = roomOfAll,
): Promise<T> {
  const held = { bytes: 0 }
  try {
    return await answer(await read(stream, limit, room, held))
  } finally {
    room.giveBack(held.bytes)
  }
}

function read(
  stream: SMTPServerDataStream,
  limit: number,
  room: Room,
  held: { bytes: number },
): Promise<ReadData> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let failure: 'too large' | 'no room' | null = null
    const take = (chunk: Buffer) => {
      size += chunk.length
      failure ??= size > limit ? 'too large' : room.take(chunk.length) ? null : 'no room'
      if (!failure) {
        held.bytes += chunk.length
        chunks.push(chunk)
        return
      }
      chunks.length = 0
      room.giveBack(held.bytes)
      held.bytes = 0
    }
    const brokenOff = () => {
      stream.off('data', take)
      resolve({ kind: 'broken off' })
    }
    stream.on('data', take)
    stream.on('end', () =>
      resolve(failure ? { kind: failure } : { kind: 'read', content: Buffer.concat(chunks) }),
    )
    stream.on('error', brokenOff)
    stream.on('close', brokenOff)
  })
}
