import type {
  MailOrigin,
  MailRecipient,
  MessageStatus,
  MessagesWanted,
  QueuedMessage,
  QueuePlace,
} from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from '../../db'
import { fromAddress, messageConditions } from '../categorizer/message-conditions'

const pageSize = 500
/** PostgreSQL's largest bigint: more digits name no message. */
const largest = 2n ** 63n - 1n

/** The messages of queues, the oldest first, a page of the table at a time. */
export async function* queuedMessages(
  db: Db,
  queues: readonly QueuePlace[],
  wanted: MessagesWanted = {},
): AsyncGenerator<QueuedMessage> {
  const byId = new Map(queues.flatMap((queue) => (queue.id === null ? [] : [[queue.id, queue] as const])))
  let after = key(wanted.after) ?? 0n
  for (let more = byId.size > 0; more; ) {
    const rows = await page(db, [...byId.keys()], wanted, after)
    more = rows.length === pageSize
    for (const row of rows) {
      const queue = byId.get(row.queueId)
      if (queue) yield message(row, queue)
      after = row.id
    }
  }
}

function key(text: string | undefined): bigint | null {
  if (text === undefined || !/^\d{1,19}$/.test(text)) return null
  const value = BigInt(text)
  return value > largest ? null : value
}

interface Row {
  readonly id: bigint
  readonly queueId: bigint
  readonly itemId: bigint
  readonly state: string
  readonly recipients: readonly MailRecipient[]
  readonly attempts: number
  readonly lastError: string | null
  readonly expiresAt: Date
  readonly messageId: string
  readonly from: string
  readonly subject: string
  readonly size: number
  readonly origin: MailOrigin
  readonly receivedAt: Date
}

function page(db: Db, queues: readonly bigint[], { key: only, where = [] }: MessagesWanted, after: bigint) {
  const conditions = [
    Prisma.sql`delivery."queueId" in (${Prisma.join(queues)})`,
    Prisma.sql`delivery."id" > ${after}`,
    ...(only === undefined ? [] : [Prisma.sql`delivery."id" = ${key(only) ?? 0n}`]),
    ...messageConditions(where),
  ]
  return db.$queryRaw<Row[]>`
    select delivery."id", delivery."queueId", delivery."itemId", delivery."state", delivery."recipients",
      delivery."attempts", delivery."lastError", delivery."expiresAt", item."messageId", ${fromAddress} as "from",
      item."subject", item."size", item."origin", item."receivedAt"
    from "MailDelivery" as delivery join "MailItem" as item on item."id" = delivery."itemId"
    where ${Prisma.join(conditions, ' and ')}
    order by delivery."id" limit ${pageSize}`
}

function message(row: Row, queue: QueuePlace): QueuedMessage {
  const { source, connector, clientIp, directionality, authenticatedAs } = row.origin
  return {
    server: queue.server,
    queue: queue.key,
    key: String(row.id),
    fromAddress: row.from,
    status: statusOf(row.state, queue),
    subject: row.subject,
    internetMessageId: row.messageId,
    internalMessageId: row.itemId,
    size: row.size,
    sourceIP: clientIp || null,
    messageSourceName: source === 'SMTP' ? `SMTP:${connector.split('\\').at(-1) ?? ''}` : sourceNames[source],
    scl: authenticatedAs === null && directionality === 'Incoming' ? 0 : -1,
    directionality,
    dateReceived: row.receivedAt,
    expirationTime: row.expiresAt,
    lastError: row.lastError ?? (queue.status === 'Retry' ? queue.lastError : null),
    retryCount: row.attempts,
    recipients: row.recipients.map(({ address }) => address),
  }
}

const sourceNames: Readonly<Record<Exclude<MailOrigin['source'], 'SMTP'>, string>> = {
  STOREDRIVER: 'FromLocal',
  PICKUP: 'Pickup',
  REPLAY: 'Replay',
  DSN: 'DSN',
  AGENT: 'Agent',
  ROUTING: 'Routing',
  REDUNDANCY: 'Redundancy',
}

/** A queue in Retry holds all of its messages back; those of the poison queue are suspended for good. */
function statusOf(state: string, { kind, status }: QueuePlace): MessageStatus {
  if (kind === 'Poison') return 'Suspended'
  return state === 'Ready' && status === 'Retry' ? 'Retry' : (state as MessageStatus)
}
