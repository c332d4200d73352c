import { runWorker } from './run-worker'

/** What this process does besides answering requests: it carries out runs, until it is told to stop. */
export async function startBackground(): Promise<void> {
  const worker = runWorker()
  const stop = () => void worker.stop()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await worker.wake()
}
