import {
  bifurcate,
  type Categorized,
  type Copy,
  categorize,
  directoryAnswers,
  type Policy,
  type RoutingTable,
  submissionHop,
} from '@/lib/exchange'
import { type Claimed, finish } from '../claim'
import { enqueue, type ToEnqueue } from '../enqueue'
import { findQueue } from '../find-queue'
import { giveBackThese } from '../give-back'
import { type Queryable, transact } from '../pool'
import { queueOf } from '../queue-of'
import { sendReport } from '../reports/send-report'
import { writeTracking } from '../tracking-rows'
import { withMessages } from '../with-messages'
import type { Transport, Worker } from '../worker'
import { batchedDirectory } from './batched-directory'
import { categorizedEvents } from './categorized-events'
import { setAside } from './categorizer-trouble'
import { deferAll, readyAgain } from './defer-categorizing'
import { editedItem } from './edited-item'
import { keepJournalReports } from './journal-reports'
import { type KnownServer, knownRouting } from './known-routing'
import { resubmitUnreachable } from './resubmit-unreachable'

/** Messages of one batch: what they ask of the directory, and what becomes of them, is written together. */
const batchSize = 200

/** Takes messages from the Submission queue of each server whose transport runs, and puts them where they go next. */
export const categorizer: Worker = {
  name: 'categorizer',
  async work(transport) {
    const { servers } = await knownRouting(transport.site())
    let more = false
    for (const server of servers.values()) {
      if (transport.stopping.aborted) return null
      const taken = await workOn(transport, server)
      more ||= taken > 0
    }
    return more
  },
}

/** @returns how many messages were taken */
async function workOn(transport: Transport, { table, policy }: KnownServer): Promise<number> {
  const queue = await findQueue(transport.pool, table.server, submissionHop)
  if (!queue || queue.suspended) return 0
  await readyAgain(transport, queue.id)
  return withMessages(transport, { queueId: queue.id, most: batchSize }, async (taken) => {
    try {
      if (taken.length === 0) return 0
      if (await directoryAnswers(transport.site())) await throughCategorizer(transport, taken, table, policy)
      else await deferAll(transport, table.server, taken)
    } catch (thrown) {
      await giveBackThese(transport, taken)
      throw thrown
    }
    return taken.length
  })
}

/** A batch that cannot be worked on is taken apart, so that one bad message holds up no others. */
async function throughCategorizer(
  transport: Transport,
  taken: readonly Claimed[],
  table: RoutingTable,
  policy: Policy,
): Promise<void> {
  try {
    await categorizeBatch(transport, taken, table, policy)
  } catch (thrown) {
    const [only] = taken
    if (taken.length === 1 && only) return setAside(transport, table.server, only, thrown)
    for (const one of taken) await throughCategorizer(transport, [one], table, policy)
  }
}

interface Outcome {
  readonly item: Claimed
  readonly categorized: Categorized
  readonly copies: readonly Copy[]
}

async function categorizeBatch(
  transport: Transport,
  taken: readonly Claimed[],
  table: RoutingTable,
  policy: Policy,
): Promise<void> {
  const directory = batchedDirectory(transport.pool, transport.site())
  const outcomes = await Promise.all(
    taken.map(async (item): Promise<Outcome> => {
      const again = item.origin.relayed || item.enqueuedAt.getTime() !== item.receivedAt.getTime()
      const categorized = await categorize({ ...item, again }, directory, policy)
      const { copies, failed } = bifurcate(table, categorized.resolved, item.size)
      return { item, categorized: { ...categorized, failed: [...categorized.failed, ...failed] }, copies }
    }),
  )
  await transact(transport.pool, (on) => write(on, transport, table.server, outcomes))
  await resubmitIfRoutingChanged(transport, table, outcomes)
  transport.wake()
}

/** What was found unreachable by a table that is old by now missed its being submitted again. */
async function resubmitIfRoutingChanged(
  transport: Transport,
  table: RoutingTable,
  outcomes: readonly Outcome[],
): Promise<void> {
  const { servers } = await knownRouting(transport.site())
  const unreachable = outcomes.some(({ copies }) => copies.some(({ hop }) => hop.kind === 'Unreachable'))
  if (unreachable && servers.get(table.server)?.table !== table)
    await resubmitUnreachable(transport, table.server)
}

/** All that became of a batch, in the transaction that takes it out of its queue. */
async function write(
  on: Queryable,
  transport: Transport,
  server: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const now = transport.now()
  await finish(
    on,
    transport.process,
    outcomes.map(({ item }) => item),
  )
  await enqueue(on, await entries(on, server, outcomes, now))
  await writeTracking(
    on,
    outcomes.flatMap(({ item, categorized, copies }) =>
      categorizedEvents(item, categorized, copies, { at: now, server }),
    ),
  )
  for (const { item, categorized } of outcomes) {
    const { failed, expanded } = categorized
    await keepJournalReports(on, transport, item, categorized)
    if (failed.length > 0) await sendReport(on, transport, { kind: 'failed', item, recipients: failed })
    if (expanded.length > 0) await sendReport(on, transport, { kind: 'expanded', item, recipients: expanded })
  }
}

/** The queues are locked in one order by every process, so that none waits for another in a circle. */
async function entries(
  on: Queryable,
  server: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<readonly ToEnqueue[]> {
  const hops = new Map(
    outcomes.flatMap(({ copies }) => copies.map(({ hop }) => [JSON.stringify(hop), hop] as const)),
  )
  const queues = new Map<string, bigint>()
  for (const [key, hop] of [...hops].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    queues.set(key, await queueOf(on, server, hop, now))
  const all: ToEnqueue[] = []
  for (const { item, categorized, copies } of outcomes) {
    const itemId = copies.length > 0 ? await editedItem(on, item, categorized.edits) : item.itemId
    for (const { hop, recipients, lastError } of copies) {
      const queueId = queues.get(JSON.stringify(hop)) ?? 0n
      const { expiresAt, delayNoticeAt } = item
      all.push({ itemId, queueId, recipients, enqueuedAt: now, expiresAt, delayNoticeAt, lastError })
    }
  }
  return all
}
