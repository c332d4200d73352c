import type { Socket } from 'node:net'

/**
 * Outlook Anywhere (MS-RPCH §2.1.2) and Remote Desktop Gateway (MS-TSGU) have methods of their own that Node's
 * parser does not know. They always open a connection of their own, so only the first request is looked at: it goes
 * on as a POST, and who handles it is told its true method.
 */
const methods = ['RPC_IN_DATA', 'RPC_OUT_DATA', 'RDG_IN_DATA', 'RDG_OUT_DATA']
const longest = Math.max(...methods.map((method) => method.length)) + 1

type Seen = { readonly method: string | null; readonly bytes: Buffer } | 'more'

function look(bytes: Buffer): Seen {
  const start = bytes.subarray(0, longest).toString('latin1')
  const method = methods.find((one) => start.startsWith(`${one} `))
  if (method) return { method, bytes: Buffer.concat([Buffer.from('POST'), bytes.subarray(method.length)]) }
  const maybe = bytes.length < longest && methods.some((one) => `${one} `.startsWith(start))
  return maybe ? 'more' : { method: null, bytes }
}

/** Waits for the first bytes, puts them back as the parser can read them, and tells the method if it is one of these. */
export function seeFirstMethod(socket: Socket, seen: (method: string | null) => void): void {
  let held: Buffer = Buffer.alloc(0)
  const onData = (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const found = look(held)
    if (found === 'more') return
    socket.off('data', onData)
    socket.pause()
    socket.unshift(found.bytes)
    seen(found.method)
  }
  socket.on('data', onData)
}
