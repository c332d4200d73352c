import type { Socket } from 'node:net'
import type { Serve, WireSource } from '../source'

/** A connection over which nothing goes for so long is forgotten, as routers do. */
const idleMs = 10 * 60_000

/** Reads from one and writes to the other, no faster than it takes it; the end of one is told to the other. */
function passOn(from: Socket, to: Socket): void {
  from.pipe(to)
  from.on('error', () => (to.connecting ? to.destroy() : to.resetAndDestroy()))
  from.on('close', () => {
    if (!from.readableEnded) to.destroy()
  })
}

/** The router's part: what comes in goes to a computer inside, and its answer back. */
export function forward(
  source: Pick<WireSource, 'dial'>,
  to: { readonly address: string; readonly port: number },
): Serve {
  return (outer) => {
    const inner = source.dial(to.address, to.port, outer.remoteAddress)
    for (const socket of [outer, inner]) socket.setTimeout(idleMs, () => socket.destroy())
    passOn(outer, inner)
    passOn(inner, outer)
  }
}
