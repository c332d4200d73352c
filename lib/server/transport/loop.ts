import { setTimeout as rest } from 'node:timers/promises'
import type { Transport, Worker } from './worker'

/** A notification may be lost with its connection: at the latest after this time a worker looks by itself. */
const idleMs = 1000
/**
 * Who found something looks again this long after it began: under load what comes meanwhile is one batch, and a batch
 * costs little more than a message. Whoever comes alone waits for nobody.
 */
const gatherMs = 50
/** After a failure that is nobody's message's fault: the database is away. */
const failureMs = 500

export interface Loop {
  /** Something is to be done; those who are not in a hurry look only when the site itself has changed. */
  wake(siteChanged: boolean): void
  /** Resolves when the work under way is done. */
  readonly ended: Promise<void>
}

/** Calls a worker again and again: soon while there is more, else when it is woken or its time comes. */
export function loop(worker: Worker, transport: Transport): Loop {
  let woken = true
  let interrupt: () => void = () => undefined
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    while (!transport.stopping.aborted) {
      woken = false
      const begun = performance.now()
      const wait = await turn(worker, transport)
      if (transport.stopping.aborted) return
      if (wait === 0) await rest(Math.max(0, begun + gatherMs - performance.now()))
      else if (!woken) await pause(wait)
    }
  }
  transport.stopping.addEventListener('abort', () => interrupt())
  return {
    wake(siteChanged) {
      if (worker.unhurried && !siteChanged) return
      woken = true
      interrupt()
    },
    ended: run(),
  }
}

/** @returns how long to wait for the next, in milliseconds of our own time */
async function turn(worker: Worker, transport: Transport): Promise<number> {
  try {
    const next = await worker.work(transport)
    if (next === true) return 0
    if (!(next instanceof Date)) return idleMs
    return Math.min(idleMs, Math.max(0, next.getTime() - transport.now().getTime()))
  } catch (thrown) {
    transport.log(`${worker.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    return failureMs
  }
}
