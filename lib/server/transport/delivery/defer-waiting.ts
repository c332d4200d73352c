import { type TrackedEvent, type TrackedMail, trackedEvent } from '@/lib/exchange'
import type { Claimed } from '../claim'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'
import type { DueQueue } from './due-queues'

/** Rows of one statement: a queue may hold any number of messages. */
const batch = 200

interface Deferral {
  readonly at: Date
  readonly said: string
  readonly source: 'SMTP' | 'DNS' | 'ROUTING' | 'GATEWAY'
  readonly connector: string
  readonly held: readonly Claimed[]
  /** Messages that came later do not know yet that the queue is in Retry; null: all others do. */
  readonly since: Date | 'ever' | null
}

type WaitingMail = TrackedMail & Pick<Claimed, 'id' | 'recipients'>

/**
 * Writes DEFER for what waits in a queue that cannot be delivered from. Exchange says it of a message once for each
 * attempt to send it, and a connection that never came about is no attempt of any message: so the one with which a
 * connection ended gets a line each time, the others one when their queue goes into Retry, and not at each retry. A
 * queue of 10,000 messages that cannot be reached for two days writes 10,000 lines.
 */
export async function deferWaiting(transport: Transport, queue: DueQueue, deferral: Deferral): Promise<void> {
  const { pool, process, stopping } = transport
  const { held, since } = deferral
  const write = (found: readonly WaitingMail[]) =>
    writeTracking(
      pool,
      found.map((mail) => deferred(mail, queue, deferral)),
    )
  const from = since === 'ever' ? '-infinity' : (since ?? 'infinity')
  const ids = held.map(({ id }) => id)
  if (ids.length > 0) await write((await pool.query<WaitingMail>(inHand(ids, process, from))).rows)
  let after = 0n
  for (let more = since !== null; more && !stopping.aborted; ) {
    const found = (await pool.query<WaitingMail>(ready(queue.id, after, from))).rows
    await write(found)
    after = found.at(-1)?.id ?? after
    more = found.length === batch
  }
}

const columns = `delivery."id", delivery."recipients", item."id" as "internalMessageId", item."networkMessageId",
    item."messageId", item."sender", item."subject", item."size", item."origin", item."receivedAt"
  from "MailDelivery" as delivery join "MailItem" as item on item."id" = delivery."itemId"`

const inHand = (ids: readonly bigint[], process: string, from: Date | string) => ({
  name: 'defer-in-hand',
  text: `
  select ${columns}
  where delivery."id" = any($1::bigint[]) and delivery."claimedBy" = $2
    and (delivery."id" = $3::bigint or delivery."enqueuedAt" > $4::timestamptz)
  order by delivery."id"`,
  values: [ids, process, ids[0], from],
})

const ready = (queueId: bigint, after: bigint, from: Date | string) => ({
  name: 'defer-ready',
  text: `
  select ${columns}
  where delivery."queueId" = $1 and delivery."state" = 'Ready' and delivery."id" > $2
    and delivery."enqueuedAt" > $3::timestamptz
  order by delivery."id" limit ${batch}`,
  values: [queueId, after, from],
})

function deferred(
  { recipients, ...mail }: WaitingMail,
  queue: DueQueue,
  { at, said, source, connector }: Deferral,
): TrackedEvent {
  return trackedEvent(mail, {
    ...{ at, server: queue.server, eventId: 'DEFER', source, connectorId: connector },
    recipients: recipients.map(({ address }) => address),
    recipientStatus: recipients.map(() => said),
  })
}
