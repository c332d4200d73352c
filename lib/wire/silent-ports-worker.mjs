// Listens and accepts nothing: between two lists this thread sleeps and never comes to its event loop's poll phase, in
// which connections would be accepted. Everything here runs in one turn (next ticks and microtasks); no timers.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'

const turn = new Int32Array(workerData.turn)
const servers = new Map()

/** @param {number} port */
async function listen(port) {
  const server = createServer()
  server.listen({ port, host: '127.0.0.1', backlog: 1, exclusive: true })
  await once(server, 'listening')
  servers.set(port, server)
}

/** @param {readonly number[]} ports */
async function hold(ports) {
  for (const [port, server] of servers) {
    if (ports.includes(port)) continue
    server.close()
    servers.delete(port)
  }
  const failed = []
  for (const port of ports) if (!servers.has(port)) await listen(port).catch(() => failed.push(port))
  return failed
}

for (let seen = 0; ; seen++) {
  Atomics.wait(turn, 0, seen)
  const list = receiveMessageOnPort(workerData.lists)
  parentPort.postMessage(await hold(list.message))
}
