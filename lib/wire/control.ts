import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Wire } from './open-wire'

export interface Control {
  readonly port: number
  close(): Promise<void>
}

/**
 * How the dashboard speaks with the process of the simulated world: POST /settle, answered with the map when the world
 * has caught up. On 127.0.0.1, and only for who knows the token, which both got from their supervisor.
 */
export async function openControl({
  wire,
  token,
  port,
}: {
  wire: Wire
  token: string
  port: number
}): Promise<Control> {
  const server = createServer((request, response) => void answer(wire, token, request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  return done
}

async function answer(wire: Wire, token: string, request: IncomingMessage, response: ServerResponse) {
  request.resume()
  if (!knows(request.headers.authorization ?? '', token)) return response.writeHead(401).end()
  if (request.method !== 'POST' || request.url !== '/settle') return response.writeHead(404).end()
  try {
    const map = JSON.stringify(await wire.settle())
    return response.writeHead(200, { 'content-type': 'application/json' }).end(map)
  } catch (error) {
    console.error(error)
    return response.writeHead(503).end()
  }
}

function knows(authorization: string, token: string): boolean {
  const [given, wanted] = [Buffer.from(authorization), Buffer.from(`Bearer ${token}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
