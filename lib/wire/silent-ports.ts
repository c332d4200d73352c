import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'

/** More than a queue of backlog 1 takes, on Linux (2) and on macOS. */
const fillers = 8

/**
 * Ports at which a connection gets no answer, as behind a firewall that drops packets: each has a listener whose queue
 * of connections is full and never emptied, so that the kernel drops every further SYN. The listeners live in a thread
 * that sleeps. On Windows a full queue answers with a reset: there these ports refuse.
 */
export class SilentPorts {
  readonly #turn = new Int32Array(new SharedArrayBuffer(4))
  readonly #lists: MessagePort
  readonly #worker: Worker
  readonly #queued = new Map<number, readonly Socket[]>()

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.#lists = port1
    this.#worker = new Worker(new URL('./silent-ports-worker.mjs', import.meta.url), {
      workerData: { turn: this.#turn.buffer, lists: port2 },
      transferList: [port2],
      // Plain JavaScript, without the loaders of this process: theirs would wait for this thread's event loop.
      execArgv: [],
    })
  }

  /** Makes these ports silent and no others. @throws Error when another program has one of them */
  async hold(ports: readonly number[]): Promise<void> {
    this.#release(ports)
    this.#lists.postMessage(ports)
    Atomics.add(this.#turn, 0, 1)
    Atomics.notify(this.#turn, 0)
    const [failed] = (await once(this.#worker, 'message')) as [readonly number[]]
    if (failed.length > 0) throw new Error(`Port ${failed.join(', ')} is in use by another program.`)
    await Promise.all(ports.filter((port) => !this.#queued.has(port)).map((port) => this.#fill(port)))
  }

  async close(): Promise<void> {
    this.#release([])
    this.#lists.close()
    await this.#worker.terminate()
  }

  #release(keep: readonly number[]): void {
    for (const [port, sockets] of this.#queued) {
      if (keep.includes(port)) continue
      for (const socket of sockets) socket.destroy()
      this.#queued.delete(port)
    }
  }

  /** All are sent off in one turn; when the first is through, the kernel has queued or dropped the others. */
  async #fill(port: number): Promise<void> {
    const sockets = Array.from({ length: fillers }, () => connect({ port, host: '127.0.0.1' }))
    this.#queued.set(port, sockets)
    for (const socket of sockets) socket.on('error', () => socket.destroy())
    await new Promise<void>((resolve) => {
      for (const socket of sockets) socket.once('connect', resolve).once('close', resolve)
    })
  }
}
