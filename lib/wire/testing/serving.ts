import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Site } from '@/lib/exchange'
import { readWorld } from '@/lib/network'
import type { Intake } from '../intake'
import { noIntake } from '../no-intake'
import type { Serve, WireSource } from '../source'

/** The site as it is now, for what serves connections; inside there is nobody else. */
export async function sourceOf(site: Site, intake: Intake = noIntake): Promise<WireSource> {
  const world = await readWorld(site)
  return {
    site: () => site,
    world: () => world,
    now: () => site.clock.now(),
    dial: () => connect({ port: 1, host: '127.0.0.1' }),
    network: site.network,
    intake,
    log: () => undefined,
  }
}

/** Listens on a free port for as long as a test needs it. */
export async function serving(
  serve: Serve,
  { allowHalfOpen = false } = {},
): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen }, (socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
