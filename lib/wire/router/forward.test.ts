import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Serve } from '../source'
import { knock } from '../testing/knock'
import { serving } from '../testing/serving'
import { forward } from './forward'

const to = { address: '192.168.0.3', port: 25 }

/** A router that forwards to a computer which does this with a connection. */
async function forwarding<T>(serve: Serve, work: (client: Socket) => Promise<T>): Promise<T> {
  const inside = await serving(serve, { allowHalfOpen: true })
  const dial = () => connect({ port: inside.port, host: '127.0.0.1', allowHalfOpen: true })
  const router = await serving(forward({ dial }, to), { allowHalfOpen: true })
  const client = connect({ port: router.port, host: '127.0.0.1', allowHalfOpen: true })
  try {
    return await work(client)
  } finally {
    client.destroy()
    await Promise.all([router.close(), inside.close()])
  }
}

describe('a forwarded connection', () => {
  it('carries a megabyte there and back', () =>
    forwarding(
      (socket) => void socket.pipe(socket),
      async (client) => {
        const sent = randomBytes(1024 ** 2)
        client.end(sent)
        expect((await buffer(client)).equals(sent)).toBe(true)
      },
    ))

  it('is answered after the client has said all', () =>
    forwarding(
      (socket) => {
        socket.once('data', (heard) => socket.once('end', () => socket.end(`heard ${heard}, and no more`)))
      },
      async (client) => {
        client.end('hello')
        expect((await buffer(client)).toString()).toBe('heard hello, and no more')
      },
    ))

  it('ends in a reset when the computer inside resets it', () =>
    forwarding(
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      async (client) => {
        client.write('hello')
        const [error] = await once(client, 'error')
        expect(error.code).toBe('ECONNRESET')
      },
    ))

  it('ends inside when the client resets it', () => {
    let ended: Promise<unknown> | undefined
    return forwarding(
      (socket) => {
        ended = new Promise((resolve) => socket.once('close', resolve))
        socket.on('error', () => undefined)
        socket.write('welcome')
      },
      async (client) => {
        await once(client, 'data')
        client.resetAndDestroy()
        await ended
      },
    )
  })

  it('waits for a client that does not read, and keeps little for it', async () => {
    const inside = await serving((socket) => socket.write(Buffer.alloc(64 * 1024 ** 2)))
    const inner = connect({ port: inside.port, host: '127.0.0.1' })
    const waited = once(inner, 'pause')
    let kept = () => 0
    const router = await serving((outer) => {
      kept = () => outer.writableLength
      forward({ dial: () => inner }, to)(outer)
    })
    const client = connect({ port: router.port, host: '127.0.0.1' })
    await waited
    expect(kept()).toBeLessThan(1024 ** 2)
    client.destroy()
    await Promise.all([router.close(), inside.close()])
  })

  it('is ended when nobody listens inside any more', async () => {
    const gone = await serving(() => {})
    await gone.close()
    const dial = () => connect({ port: gone.port, host: '127.0.0.1' })
    const router = await serving(forward({ dial }, to), { allowHalfOpen: true })
    const client = connect({ port: router.port, host: '127.0.0.1' })
    client.on('error', () => undefined)
    await new Promise((resolve) => client.once('close', resolve))
    expect(await knock(router.port)).toBe('open')
    await router.close()
  })
})
