import type { SessionLine } from '@/lib/wire'
import type { Claimed } from '../claim'
import type { openSessionLogs } from '../intake/session-logs'
import type { DueQueue } from './due-queues'
import type { SendPlan } from './send-plan'
import { newSessionId, type SmtpSession } from './smtp-session'

/** The connectivity log and the protocol log of those who send. */
export interface SendLog {
  sent(session: SmtpSession, item: Pick<Claimed, 'size'>): void
  ended(queue: DueQueue, plan: SendPlan, session: SmtpSession): void
  /** Nobody was connected to. */
  failed(queue: DueQueue, plan: SendPlan, reason: string): void
}

export function openSendLog(logs: ReturnType<typeof openSessionLogs>, now: () => Date): SendLog {
  const counts = new WeakMap<SmtpSession, { messages: number; bytes: number }>()
  const line = (event: SessionLine['event'], data: string, at = now()): SessionLine => ({
    at,
    event,
    data,
    context: '',
  })
  const connectivity = (
    queue: DueQueue,
    plan: SendPlan,
    about: { readonly sessionId: string; readonly startedAt: Date },
    lines: readonly SessionLine[],
  ) => {
    if (!plan.connectivityLog) return
    logs.add({
      ...{ kind: 'Connectivity', server: queue.server, connector: plan.connector, lines },
      ...{ sessionId: about.sessionId, startedAt: about.startedAt },
      localEndpoint: 'SMTP',
      remoteEndpoint: queue.nextHopDomain,
    })
  }
  return {
    sent(session, { size }) {
      const count = counts.get(session) ?? { messages: 0, bytes: 0 }
      counts.set(session, count)
      count.messages += 1
      count.bytes += size
    },
    ended(queue, plan, session) {
      const { messages, bytes } = counts.get(session) ?? { messages: 0, bytes: 0 }
      const since = session.startedAt
      const { address } = session.endpoint
      const about = { sessionId: session.id, startedAt: since }
      connectivity(queue, plan, about, [
        line('+', `${queue.deliveryType} ${queue.nextHopDomain}`, since),
        line('>', `Established connection to ${address}`, since),
        line('-', `Messages: ${messages} Bytes: ${bytes} (Retired)`),
      ])
      if (!plan.protocolLog) return
      logs.add({
        ...{
          kind: 'Send',
          server: queue.server,
          connector: plan.connector,
          sessionId: session.id,
          startedAt: since,
        },
        ...{ localEndpoint: session.local, remoteEndpoint: `${address}:${plan.port}` },
        lines: [line('+', '', since), ...session.lines, line('-', '')],
      })
    },
    failed(queue, plan, reason) {
      const about = { sessionId: newSessionId(), startedAt: now() }
      connectivity(queue, plan, about, [
        line('+', `${queue.deliveryType} ${queue.nextHopDomain}`),
        line('>', reason),
        line('-', 'Messages: 0 Bytes: 0 (Attempting next target)'),
      ])
    },
  }
}
