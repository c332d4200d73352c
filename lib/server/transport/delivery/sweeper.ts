import { knownRouting } from '../categorizer/known-routing'
import { type LogSizes, newLogSizes } from '../logs/log-sizes'
import { shortenLogs } from '../logs/shorten-logs'
import type { Transport, Worker } from '../worker'
import { emptyGoneMailboxes, firstGuid, purgeDisconnected } from './sweep-mailboxes'
import { readyAgain, returnExpired, tellDelays } from './sweep-messages'
import { removeIdleQueues, resubmitIdle } from './sweep-queues'
import { deleteNeedless, shortenOutside } from './sweep-storage'

/** The clock of the site may jump, so each of these jobs is done every half minute of ours, and after each jump. */
const jobEveryMs = 30_000
const jumpMs = 3_600_000

interface Progress {
  lastMailbox: string
  lastItem: bigint
  readonly logSizes: LogSizes
  /** When each job was done last: on our clock and on the site's, in milliseconds. */
  readonly done: Map<string, { readonly at: number; readonly siteTime: number }>
}

const begin = (): Progress => ({
  ...{ lastMailbox: firstGuid, lastItem: 0n },
  ...{ logSizes: newLogSizes(), done: new Map() },
})

/** Everything that time brings: retries, expiry, delay notices, idle queues, mailboxes past their retention, old logs. */
export function sweeperWorker(): Worker {
  const known = new WeakMap<Transport, Progress>()
  return {
    name: 'sweeper',
    unhurried: true,
    async work(transport) {
      const progress = known.get(transport) ?? begin()
      known.set(transport, progress)
      if (await readyAgain(transport)) transport.wake()
      const expired = await unlessItFails(transport, returnExpired)
      const delayed = await unlessItFails(transport, tellDelays)
      const { servers } = await knownRouting(transport.site())
      for (const server of servers.keys()) {
        await resubmitIdle(transport, server)
        await removeIdleQueues(transport, server)
      }
      await tidyUp(transport, progress, [...servers.keys()])
      return expired || delayed
    },
  }
}

export const sweeper = sweeperWorker()

/** What fails, such as a message that cannot be reported on, holds up nothing else. */
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

async function tidyUp(transport: Transport, progress: Progress, servers: readonly string[]): Promise<void> {
  progress.lastMailbox = await emptyGoneMailboxes(transport, progress.lastMailbox)
  progress.lastItem = await deleteNeedless(transport, progress.lastItem)
  await whenDue(transport, progress, 'mailboxes', purgeDisconnected)
  await whenDue(transport, progress, 'outside', shortenOutside)
  await whenDue(transport, progress, 'logs', (to) => shortenLogs(to, servers, progress.logSizes))
}

/** A job that is not done yet goes on with the next turn, and makes no other wait or begin anew. */
async function whenDue(
  transport: Transport,
  { done }: Progress,
  job: string,
  work: (transport: Transport) => Promise<boolean>,
): Promise<void> {
  const last = done.get(job)
  const siteTime = transport.now().getTime()
  const at = performance.now()
  if (last && at - last.at < jobEveryMs && Math.abs(siteTime - last.siteTime) < jumpMs) return
  if (await unlessItFails(transport, work)) done.set(job, { at, siteTime })
}
