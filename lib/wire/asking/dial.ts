import { connect, type Socket } from 'node:net'
import type { NoAnswer, Vantage } from '@/lib/network'
import { noAnswerWithin, type Reach } from './reach'

export interface Destination {
  readonly address: string
  readonly port: number
  readonly from: Vantage
}

function problemOf(error: NodeJS.ErrnoException, ms: number): NoAnswer {
  if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') return { kind: 'refused' }
  if (error.code === 'ETIMEDOUT' || error.name === 'AbortError') return noAnswerWithin(ms)
  return { kind: 'unreachable', reason: `There is no way there from this computer (${error.code}).` }
}

/** Connecting, TLS and one answer have a time limit each; the fourth is for taking leave. */
const steps = 4

/** What was said last still leaves; nobody waits for what comes back. */
export function leave(socket: Socket): void {
  if (socket.writableEnded) socket.destroySoon()
  else socket.destroy()
}

/**
 * A connection there, or why there is none. It is destroyed after `lifetimeMs`, whatever those who use it forget; its errors
 * are ended connections to those who read from it.
 */
export async function dial(
  reach: Reach,
  { address, port, from }: Destination,
  lifetimeMs = steps * reach.answerMs,
): Promise<Socket | NoAnswer> {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    return { kind: 'unreachable', reason: `${port} is no port.` }
  const endTurn = await reach.turn(address)
  if (typeof endTurn !== 'function') return endTurn
  const place = reach.place('tcp', address, port, from)
  if ('kind' in place) {
    endTurn()
    return place
  }
  const socket = connect({ ...place, signal: AbortSignal.timeout(lifetimeMs) })
  socket.once('close', endTurn)
  return connected(socket, reach.timeoutMs)
}

function connected(socket: Socket, ms: number): Promise<Socket | NoAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.destroy()
      resolve(noAnswerWithin(ms))
    }, ms)
    socket.once('close', () => clearTimeout(timer))
    socket.on('error', (error) => resolve(problemOf(error, ms)))
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(socket)
    })
  })
}
