import { knownRouting } from '../categorizer/known-routing'
import { openSessionLogs } from '../intake/session-logs'
import type { Transport, Worker } from '../worker'
import { type DueQueue, dueQueues } from './due-queues'
import { openSendLog } from './send-log'
import { smtpTypes } from './send-plan'
import { type Lane, runLane } from './smtp-lane'
import { type Patience, type SmtpSession, usualPatience } from './smtp-session'
import { openSmtpWriter } from './smtp-writer'

/** Of one process; the site's own limits (MaxOutboundConnections, MaxPerDomainOutboundConnections) come on top. */
const mostOfQueue = 10
const mostOfAll = 100
/** So many messages that wait are worth a further connection. */
const worthAnother = 20n

interface Sending {
  readonly lanes: Map<bigint, number>
  readonly running: Set<Promise<void>>
  readonly sessions: Set<SmtpSession>
  readonly logs: ReturnType<typeof openSessionLogs>
  readonly parts: Pick<Lane, 'write' | 'log' | 'began'>
}

/** Sends from all queues that lead over SMTP, each on connections of its own: none waits for a slow neighbour's. */
export function smtpDeliveryWith(patience: Patience = usualPatience): Worker {
  const known = new WeakMap<Transport, Sending>()
  const sendingOf = (transport: Transport) => {
    const sending = known.get(transport) ?? open(transport)
    known.set(transport, sending)
    return sending
  }
  return {
    name: 'smtp delivery',
    async work(transport) {
      const sending = sendingOf(transport)
      const { servers } = await knownRouting(transport.site())
      for (const queue of await dueQueues(transport.pool, smtpTypes, transport.now())) {
        if (transport.stopping.aborted) return null
        if (servers.has(queue.server) && mayStart(sending, queue)) start(transport, sending, queue, patience)
      }
      return null
    },
    async ended(transport) {
      const { running, sessions, logs } = sendingOf(transport)
      const timer = setTimeout(() => {
        for (const session of sessions) session.destroy()
      }, patience.stopMs)
      await Promise.all(running)
      clearTimeout(timer)
      await logs.flush()
    },
  }
}

export const smtpDelivery = smtpDeliveryWith()

function open(transport: Transport): Sending {
  const logs = openSessionLogs(transport.pool)
  const sessions = new Set<SmtpSession>()
  const began = (session: SmtpSession) => {
    sessions.add(session)
    session.whenEnded(() => sessions.delete(session))
  }
  return {
    ...{ lanes: new Map(), running: new Set(), sessions, logs },
    parts: { write: openSmtpWriter(transport), log: openSendLog(logs, transport.now), began },
  }
}

function mayStart({ lanes, running }: Sending, queue: DueQueue): boolean {
  const own = lanes.get(queue.id) ?? 0
  if (own === 0) return running.size < mostOfAll
  return own < mostOfQueue && running.size < mostOfAll && queue.failures === 0 && queue.ready >= worthAnother
}

function start(
  transport: Transport,
  { lanes, running, parts }: Sending,
  queue: DueQueue,
  patience: Patience,
): void {
  const own = lanes.get(queue.id) ?? 0
  lanes.set(queue.id, own + 1)
  const lane: Lane = { transport, queue, patience, others: { ofQueue: own, all: running.size }, ...parts }
  const ended = runLane(lane)
    .catch((error: Error) => transport.log(`smtp delivery: ${queue.nextHopDomain}: ${error.message}`))
    .finally(() => {
      running.delete(ended)
      const left = (lanes.get(queue.id) ?? 1) - 1
      if (left > 0) lanes.set(queue.id, left)
      else lanes.delete(queue.id)
    })
  running.add(ended)
}
