import { stopLostScriptRuns } from './console/script-run'
import { runWorker } from './run-worker'

/** A run that stopped on a lost database connection is taken up again within this time. */
const lookEveryMs = 15_000

/** What this process does besides answering requests: it carries out runs, until it is told to stop. */
export async function startBackground(): Promise<void> {
  const worker = runWorker()
  const timer = setInterval(() => void worker.wake(), lookEveryMs)
  const stop = () => {
    clearInterval(timer)
    void worker.stop()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await Promise.all([worker.wake(), stopLostScriptRuns()])
}
