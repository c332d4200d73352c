import { lookupFailed, type SmtpReply } from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import type { Claimed } from '../claim'
import { giveBackThese } from '../give-back'
import { withMessages } from '../with-messages'
import type { Transport } from '../worker'
import { connectNext } from './connect-next'
import { beginConnecting, endConnecting } from './connecting'
import type { DueQueue } from './due-queues'
import { namingEdge } from './edge-servers'
import { type Endpoint, nextEndpoints } from './next-endpoints'
import { retryLater } from './retry-later'
import type { SendLog } from './send-log'
import { sendOne } from './send-one'
import { readSendPlan, type SendPlan } from './send-plan'
import { type SmtpOutcome, sortReplies } from './smtp-outcome'
import type { Patience, SmtpSession } from './smtp-session'

/** One connection at a time, on which the messages of a queue are sent one after the other. */
export interface Lane {
  readonly transport: Transport
  readonly queue: DueQueue
  /** How many other lanes this process has for the queue, and for all. */
  readonly others: { readonly ofQueue: number; readonly all: number }
  readonly patience: Patience
  readonly write: (outcome: SmtpOutcome) => Promise<void>
  readonly log: SendLog
  /** Told each session that begins, so that it can be ended from outside. */
  readonly began: (session: SmtpSession) => void
}

const gone = { lastError: '451 4.4.0 The send connector is disabled or gone', source: 'ROUTING' } as const

/** Works until the queue is empty or cannot be delivered from. */
export async function runLane(lane: Lane): Promise<void> {
  const { transport, queue, others } = lane
  const plan = await readSendPlan(transport.site(), queue)
  if (!plan) return retryLater(lane, null, gone)
  if (plan.cannotSignIn !== null) return retryLater(lane, plan, { lastError: plan.cannotSignIn })
  if (others.ofQueue >= plan.maxPerDomain || others.all >= plan.maxConnections) return
  if (others.ofQueue > 0) return throughQueue(lane, plan)
  if (!(await beginConnecting(transport, queue.id))) return
  try {
    await throughQueue(lane, plan)
  } finally {
    await endConnecting(transport, queue.id)
  }
}

async function throughQueue(lane: Lane, plan: SendPlan): Promise<void> {
  const { transport, queue } = lane
  const next = await nextEndpoints(transport, queue, plan)
  if (next.kind === 'failed') return failAll(lane, next.reply)
  if (next.kind === 'unknown') {
    lane.log.failed(queue, plan, next.lastError)
    return retryLater(lane, plan, { lastError: next.lastError, said: lookupFailed, source: 'DNS' })
  }
  let use: LaneUse = { queue, ended: 'more' }
  while (use.ended === 'more' && !transport.stopping.aborted)
    use = await throughSession({ ...lane, queue: use.queue }, plan, next.endpoints)
}

/** Nothing will ever be delivered there: all that waits goes back to its senders. */
async function failAll(lane: Lane, reply: SmtpReply): Promise<void> {
  const { transport, queue } = lane
  const by = { by: null, reportsItself: false, nextAttemptAt: transport.now() }
  const fail = async (taken: readonly Claimed[]) => {
    try {
      await Promise.all(
        taken.map((item) =>
          lane.write({ queue, item, ...by, ...sortReplies(item.recipients, () => reply, null) }),
        ),
      )
    } finally {
      await giveBackThese(transport, taken)
    }
    return taken.length
  }
  let more = true
  while (more && (await maySend(lane)))
    more = (await withMessages(transport, { queueId: queue.id, most: 100, durably: true }, fail)) > 0
}

interface LaneUse {
  readonly queue: DueQueue
  readonly ended: 'more' | 'empty' | 'lost'
}

async function throughSession(lane: Lane, plan: SendPlan, endpoints: readonly Endpoint[]): Promise<LaneUse> {
  const { transport, queue } = lane
  const connected = await connectNext(transport, plan, endpoints, lane.patience)
  if (!connected.ok) {
    lane.log.failed(queue, plan, connected.last.said)
    const { last } = connected
    const lastError = namingEdge(queue, connected.lastError, last.host)
    if (!transport.stopping.aborted) await retryLater(lane, plan, { lastError, said: last.said })
    return { queue, ended: 'lost' }
  }
  await endConnecting(transport, queue.id)
  const { session } = connected
  lane.began(session)
  try {
    return await throughMessages(lane, plan, session)
  } finally {
    session.quit()
    lane.log.ended(queue, plan, session)
  }
}

/** Up to SmtpMaxMessagesPerConnection messages. */
async function throughMessages(lane: Lane, plan: SendPlan, session: SmtpSession): Promise<LaneUse> {
  const { transport } = lane
  let { queue } = lane
  for (let left = plan.messagesPerConnection; left > 0 && !transport.stopping.aborted; ) {
    if (!(await maySend(lane))) return { queue, ended: 'empty' }
    const taking = { queueId: queue.id, most: Math.min(left, 20), durably: true }
    const use = await withMessages(transport, taking, async (taken): Promise<LaneUse> => {
      left -= taken.length
      return taken.length > 0 ? sendAll({ ...lane, queue }, plan, session, taken) : { queue, ended: 'empty' }
    })
    if (use.ended !== 'more') return use
    queue = use.queue
  }
  return { queue, ended: 'more' }
}

/** Not when the queue has been suspended meanwhile, or the transport service of its server stopped. */
async function maySend({ transport, queue }: Lane): Promise<boolean> {
  const { servers } = await knownRouting(transport.site())
  const { rows } = await transport.pool.query<{ suspended: boolean }>({
    name: 'queue-suspended',
    text: `select "suspended" from "MailQueue" where "id" = $1`,
    values: [queue.id],
  })
  return !transport.stopping.aborted && servers.has(queue.server) && rows[0]?.suspended === false
}

async function sendAll(
  lane: Lane,
  plan: SendPlan,
  session: SmtpSession,
  taken: readonly Claimed[],
): Promise<LaneUse> {
  const { transport } = lane
  let { queue } = lane
  let done = 0
  try {
    for (const item of taken) {
      if (transport.stopping.aborted) return { queue, ended: 'empty' }
      const said = await sendOne({ ...lane, queue }, plan, session, item)
      if (said !== null) {
        // A process that stops has ended the connection itself.
        const held = taken.slice(done)
        if (!transport.stopping.aborted) await retryLater({ ...lane, queue }, plan, { lastError: said, held })
        return { queue, ended: 'lost' }
      }
      done += 1
      queue = { ...queue, failures: 0, nextRetryAt: null }
    }
    return { queue, ended: 'more' }
  } finally {
    await giveBackThese(transport, taken.slice(done))
  }
}
