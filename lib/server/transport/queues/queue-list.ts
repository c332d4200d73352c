import type { Queue, QueueKind, QueuePlace, QueueStatus } from '@/lib/exchange'
import type { MailQueue } from '@/prisma/generated/client'
import type { Db } from '../../db'
import { type QueueRates, queueRates } from './queue-rates'

interface Row extends MailQueue {
  readonly messages: bigint
  readonly deferred: bigint
  readonly locked: bigint
  readonly active: bigint
}

/** The queues of a server. Submission is always there; Poison only while it holds messages. @param now the site's */
export async function listQueues(db: Db, server: string, now: Date): Promise<readonly Queue[]> {
  const [rows, rates] = await Promise.all([
    db.$queryRawUnsafe<Row[]>(list, server),
    queueRates(db, server, now),
  ])
  const queues = rows
    .filter(({ kind, messages }) => kind !== 'Poison' || messages > 0n)
    .map((row) => queue(row, rates))
  return queues.some(({ kind }) => kind === 'Submission') ? queues : [unused(server), ...queues]
}

// Counted from an index alone: the messages themselves are not read.
const list = `
  with counted as (
    select "queueId", count(*) as "messages",
      count(*) filter (where "state" = 'Retry') as "deferred",
      count(*) filter (where "state" = 'Locked') as "locked",
      count(*) filter (where "state" in ('Active', 'PendingRemove', 'PendingSuspend')) as "active"
    from "MailDelivery"
    where "queueId" in (select "id" from "MailQueue" where "server" = $1)
    group by "queueId"
  )
  select queue.*, coalesce("messages", 0) as "messages", coalesce("deferred", 0) as "deferred",
    coalesce("locked", 0) as "locked", coalesce("active", 0) as "active"
  from "MailQueue" as queue left join counted on counted."queueId" = queue."id"
  where queue."server" = $1
  order by array_position(array['Submission', 'Delivery', 'Unreachable', 'Poison', 'Shadow'], queue."kind"), queue."id"`

/** The same queues without figures; see Queues.places. */
export async function listPlaces(db: Db, server: string): Promise<readonly QueuePlace[]> {
  const rows = await db.mailQueue.findMany({ where: { server }, orderBy: { id: 'asc' } })
  return rows.map((row) => place({ ...row, active: 0n }))
}

function place(row: MailQueue & Pick<Row, 'active'>): QueuePlace {
  const { id, server, nextHopDomain, lastError } = row
  const kind = row.kind as QueueKind
  return { id, server, kind, key: keyOf(row), nextHopDomain, status: statusOf(row), lastError }
}

function queue(row: Row, rates: ReadonlyMap<bigint, QueueRates>): Queue {
  const { incoming = 0, outgoing = 0 } = rates.get(row.id) ?? {}
  return {
    ...place(row),
    deliveryType: row.deliveryType,
    nextHopCategory: row.nextHopCategory === 'External' ? 'External' : 'Internal',
    connector: row.connector,
    messageCount: Number(row.messages),
    deferredMessageCount: Number(row.deferred),
    lockedMessageCount: Number(row.locked),
    lastRetryTime: row.lastRetryAt,
    nextRetryTime: row.nextRetryAt,
    incomingRate: incoming,
    outgoingRate: outgoing,
  }
}

/** What stands in the identity of a queue after its server. */
export function keyOf({ id, kind }: Pick<MailQueue, 'id' | 'kind'>): string {
  if (kind === 'Delivery') return String(id)
  return kind === 'Shadow' ? `Shadow\\${id}` : kind
}

/** A Shadow queue has a time for its next heartbeat, too; what it waits for is no retry while the other answers. */
function statusOf({
  kind,
  failures,
  suspended,
  nextRetryAt,
  connectingBy,
  active,
}: MailQueue & Pick<Row, 'active'>): QueueStatus {
  if (suspended) return 'Suspended'
  if (nextRetryAt && (kind !== 'Shadow' || failures > 0)) return 'Retry'
  if (connectingBy) return 'Connecting'
  return active > 0n ? 'Active' : 'Ready'
}

/** The Submission queue of a server before the first message. */
function unused(server: string): Queue {
  return {
    id: null,
    server,
    kind: 'Submission',
    key: 'Submission',
    deliveryType: 'Undefined',
    nextHopDomain: 'Submission',
    nextHopCategory: 'Internal',
    connector: '',
    status: 'Ready',
    messageCount: 0,
    deferredMessageCount: 0,
    lockedMessageCount: 0,
    lastError: null,
    lastRetryTime: null,
    nextRetryTime: null,
    incomingRate: 0,
    outgoingRate: 0,
  }
}
