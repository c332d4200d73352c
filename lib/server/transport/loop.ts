import type { Transport, Worker } from './worker'

/** A notification may be lost with its connection: at the latest after this time a worker looks by itself. */
const idleMs = 1000
/** After a failure that is nobody's message's fault: the database is away. */
const failureMs = 500

export interface Loop {
  /** Something is to be done; those who are not in a hurry look only when the site itself has changed. */
  wake(siteChanged: boolean): void
  /** Resolves when the work under way is done. */
  readonly ended: Promise<void>
}

/** Calls a worker again and again: at once while there is more, else when it is woken or its time comes. */
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
      const wait = await turn(worker, transport)
      if (!woken && wait > 0 && !transport.stopping.aborted) await pause(wait)
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
