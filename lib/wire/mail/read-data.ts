import type { SMTPServerDataStream } from 'smtp-server'

/** Bytes of messages that are being received in this process, all sessions together, and how many there may be. */
let underWay = 0
const mostUnderWay = 256 * 1024 ** 2

export type ReadData =
  | { readonly kind: 'read'; readonly content: Buffer }
  | { readonly kind: 'too large' | 'no room' | 'broken off' }

/** Reads a message to its end; what is too large is read and forgotten, so that the client hears why. */
export function readData(stream: SMTPServerDataStream, limit: number): Promise<ReadData> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    let failure: 'too large' | 'no room' | null = null
    const forget = () => {
      underWay -= chunks.reduce((sum, { length }) => sum + length, 0)
      chunks = []
    }
    const end = (read: ReadData) => {
      forget()
      resolve(read)
    }
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      failure ??= size > limit ? 'too large' : underWay + chunk.length > mostUnderWay ? 'no room' : null
      if (failure) return forget()
      underWay += chunk.length
      chunks.push(chunk)
    })
    stream.on('end', () =>
      end(failure ? { kind: failure } : { kind: 'read', content: Buffer.concat(chunks) }),
    )
    stream.on('error', () => end({ kind: 'broken off' }))
    stream.on('close', () => end({ kind: 'broken off' }))
  })
}
