import { knownRouting } from '../categorizer/known-routing'
import type { Transport, Worker } from '../worker'
import { readyAgain, returnExpired, tellDelays } from './sweep-messages'
import { removeIdleQueues, resubmitIdle } from './sweep-queues'
import { deleteNeedless, purgeDisconnected, shortenLogs, shortenOutside } from './sweep-storage'

/** The clock of the site may jump, so logs are looked at every half minute of ours, and after each jump. */
const logsEveryMs = 30_000

interface Progress {
  lastPlaced: bigint
  lastItem: bigint
  logsAt: number
  logsSiteTime: number
}

/** Everything that time brings: retries, expiry, delay notices, idle queues, mailboxes past their retention, old logs. */
export function sweeperWorker(): Worker {
  const known = new WeakMap<Transport, Progress>()
  return {
    name: 'sweeper',
    unhurried: true,
    async work(transport) {
      const progress = known.get(transport) ?? {
        ...{ lastPlaced: 0n, lastItem: 0n },
        ...{ logsAt: Number.NEGATIVE_INFINITY, logsSiteTime: 0 },
      }
      known.set(transport, progress)
      if (await readyAgain(transport)) transport.wake()
      const expired = await unlessItFails(transport, returnExpired)
      const delayed = await unlessItFails(transport, tellDelays)
      const { servers } = await knownRouting(transport.site())
      for (const server of servers.keys()) {
        await resubmitIdle(transport, server)
        await removeIdleQueues(transport, server)
      }
      await store(transport, progress, [...servers.keys()])
      return expired || delayed
    },
  }
}

export const sweeper = sweeperWorker()

/** One message that cannot be reported on holds up nothing else. */
async function unlessItFails(
  transport: Transport,
  work: (transport: Transport) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work(transport)
  } catch (thrown) {
    transport.log(`sweeper: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    return false
  }
}

async function store(transport: Transport, progress: Progress, servers: readonly string[]): Promise<void> {
  progress.lastPlaced = await deleteNeedless(transport, 'MailboxItem', progress.lastPlaced)
  progress.lastItem = await deleteNeedless(transport, 'MailItem', progress.lastItem)
  const site = transport.now().getTime()
  const due = performance.now() - progress.logsAt >= logsEveryMs
  if (!due && Math.abs(site - progress.logsSiteTime) < 3_600_000) return
  await purgeDisconnected(transport)
  let whole = await shortenOutside(transport)
  for (const server of servers) whole = (await shortenLogs(transport, server)) && whole
  if (!whole) return
  progress.logsAt = performance.now()
  progress.logsSiteTime = site
}
