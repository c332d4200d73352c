import type { MailItem } from '@/lib/exchange'
import type { Queryable } from '../pool'

/** A message that waits in the Outbox of a mailbox for the store driver. */
export interface OutboxItem {
  readonly id: bigint
  readonly mailboxGuid: string
  readonly userId: string
  readonly database: string
  readonly sender: string
  readonly messageId: string
  readonly subject: string
  readonly at: Date
  readonly size: MailItem['size']
  readonly content: Buffer
}

const most = 100
/** Of one batch, in memory at once. */
const mostBytes = 32 * 1024 ** 2

/**
 * The oldest messages in the Outboxes of these databases, locked until the transaction ends; those that another process
 * has in hand are passed over.
 */
export async function lockOutbox(
  on: Queryable,
  databases: readonly string[],
): Promise<readonly OutboxItem[]> {
  const waiting = await on.query<{ id: bigint; size: number }>({
    name: 'lock-outbox',
    text: lock,
    values: [databases, most],
  })
  let sum = 0
  const ids = waiting.rows
    .filter(({ size }, at) => {
      sum += size
      return at === 0 || sum <= mostBytes
    })
    .map(({ id }) => id)
  if (ids.length === 0) return []
  const { rows } = await on.query<OutboxItem>({ name: 'read-outbox', text: read, values: [ids] })
  return rows
}

const lock = `
  select item."id", item."size"
  from "MailboxItem" as item join "User" as person on person."mailboxGuid" = item."mailboxGuid"
  where item."submitted" and person."database" = any($1::text[])
  order by item."id" limit $2
  for update of item skip locked`

const read = `
  select item."id", item."mailboxGuid", item."at", person."id" as "userId", person."database",
    mail."sender", mail."messageId", mail."subject", mail."size", mail."content"
  from "MailboxItem" as item
  join "User" as person on person."mailboxGuid" = item."mailboxGuid"
  join "MailItem" as mail on mail."id" = item."itemId"
  where item."id" = any($1::bigint[])
  order by item."id"`

/** Their place once the transport has them. */
export async function moveFromOutbox(
  on: Queryable,
  ids: readonly bigint[],
  folder: 'Sent Items' | 'Drafts',
  at: Date,
): Promise<void> {
  if (ids.length === 0) return
  await on.query({
    name: 'move-from-outbox',
    text: `update "MailboxItem" set "folder" = $2, "submitted" = false, "at" = $3 where "id" = any($1::bigint[])`,
    values: [ids, folder, at],
  })
}
