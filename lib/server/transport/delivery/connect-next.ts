import { connectionError, type FailedEndpoint } from '@/lib/exchange'
import type { NoAnswer } from '@/lib/network'
import type { Transport } from '../worker'
import type { Endpoint } from './next-endpoints'
import type { SendPlan } from './send-plan'
import { tlsFailed } from './server-said'
import { type Patience, SmtpSession } from './smtp-session'

/** A session with the first that answers, or LastError of the queue. */
export type Connected =
  | { readonly ok: true; readonly session: SmtpSession }
  | { readonly ok: false; readonly lastError: string; readonly last: FailedEndpoint }

/** Tries one after the other (RFC 5321 §5.1). */
export async function connectNext(
  transport: Transport,
  plan: SendPlan,
  endpoints: readonly Endpoint[],
  patience: Patience,
): Promise<Connected> {
  let last: FailedEndpoint = { said: '421 4.2.1 Unable to connect', host: '', address: '', port: plan.port }
  for (const endpoint of endpoints) {
    if (transport.stopping.aborted) break
    const met = await meet(transport, plan, endpoint, patience)
    if (typeof met !== 'string') return { ok: true, session: met }
    last = { said: met, ...endpoint, port: plan.port }
  }
  return { ok: false, last, lastError: connectionError(plan.version, last, transport.now()) }
}

/**
 * Where encryption is nobody's wish, a handshake that fails is followed by an attempt without it; but a smart host that
 * encrypts is never told the connector's password in clear.
 */
async function meet(
  transport: Transport,
  plan: SendPlan,
  endpoint: Endpoint,
  patience: Patience,
): Promise<SmtpSession | string> {
  const first = await open(transport, plan, endpoint, patience, plan.ignoreTls)
  const isSecret = plan.account !== null && !plan.isInside
  const again = first === tlsFailed && !plan.requireTls && !plan.ignoreTls && !isSecret
  return again ? open(transport, plan, endpoint, patience, true) : first
}

async function open(
  transport: Transport,
  plan: SendPlan,
  endpoint: Endpoint,
  patience: Patience,
  ignoreTls: boolean,
): Promise<SmtpSession | string> {
  const { host, address } = endpoint
  const { from, port } = plan
  const socket = await (endpoint.outside
    ? transport.wayOut.connect({ host, address, port })
    : transport.post.connect({ from, address, port }))
  if ('kind' in socket) return noAnswer(socket)
  const session = new SmtpSession(socket, endpoint, plan, patience, { now: transport.now, ignoreTls })
  const refused = await session.open(plan)
  if (refused === null) return session
  session.destroy()
  return refused
}

function noAnswer({ kind, ...answer }: NoAnswer): string {
  if (kind === 'forbidden' && 'reason' in answer) return `421 4.3.2 ${answer.reason}`
  return kind === 'timeout' ? '421 4.4.1 Connection timed out.' : '421 4.2.1 Unable to connect'
}
