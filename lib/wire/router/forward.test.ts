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
async function forwarding<T>(
  serve: Serve,
  work: (router: Socket, inner: () => Promise<number>) => Promise<T>,
): Promise<T> {
  const inside = await serving(serve, { allowHalfOpen: true })
  const dial = () => connect({ port: inside.port, host: '127.0.0.1', allowHalfOpen: true })
  const router = await serving(forward({ dial }, to), { allowHalfOpen: true })
  const client = connect({ port: router.port, host: '127.0.0.1', allowHalfOpen: true })
  try {
    return await work(client, async () => inside.port)
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
      async (socket) => {
        const heard = await buffer(socket)
        socket.end(`heard ${heard.length} bytes`)
      },
      async (client) => {
        client.end('hello')
        expect((await buffer(client)).toString()).toBe('heard 5 bytes')
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

  it('waits for who reads slowly and keeps no more than a buffer', () =>
    forwarding(
      (socket) => {
        socket.write(Buffer.alloc(64 * 1024 ** 2), () => socket.destroy())
      },
      async (client) => {
        await once(client, 'readable')
        const held = process.memoryUsage().arrayBuffers
        expect(held).toBeLessThan(64 * 1024 ** 2 + 16 * 1024 ** 2)
      },
    ))

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
