import type { More } from '@/lib/exchange'
import type { Queryable } from '../pool'
import { jsonText } from '../tracking-rows'

/** A mailbox, locked until the transaction ends. */
export interface MailboxRow {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly address: string
  readonly guid: string
  readonly database: string
  readonly bytes: bigint
  readonly useDatabaseQuotaDefaults: boolean
  readonly issueWarningQuota: bigint | null
  readonly prohibitSendQuota: bigint | null
  readonly prohibitSendReceiveQuota: bigint | null
  readonly autoReply: More | null
}

/** The mailboxes that have these addresses, in lower case. Everybody locks them in one order. */
export async function lockMailboxes(
  on: Queryable,
  addresses: readonly string[],
): Promise<readonly MailboxRow[]> {
  const { rows } = await on.query<MailboxRow>({
    name: 'lock-mailboxes',
    text: `
      select held."key", person."id", person."name", person."primaryAddress" as "address",
        person."mailboxGuid" as "guid", person."database", person."mailboxBytes" as "bytes",
        person."useDatabaseQuotaDefaults", person."issueWarningQuota", person."prohibitSendQuota",
        person."prohibitSendReceiveQuota", person."attributes" -> 'autoReply' as "autoReply"
      from "ProxyAddress" as held join "User" as person on person."id" = held."userId"
      where held."key" = any($1::text[]) and person."mailboxGuid" is not null
      order by person."id"
      for no key update of person`,
    values: [addresses],
  })
  return rows
}

export interface DeliveredItem {
  readonly userId: string
  readonly mailboxGuid: string
  readonly folder: string
  readonly itemId: bigint
  readonly fromText: string
  readonly toText: string
  readonly size: number
  readonly at: Date
}

/** Puts messages into mailboxes and counts them towards their size, with one statement. */
export async function putIntoMailboxes(on: Queryable, items: readonly DeliveredItem[]): Promise<void> {
  if (items.length === 0) return
  await on.query({
    name: 'put-into-mailboxes',
    text: insert,
    values: [jsonText(items.map((item) => ({ ...item, itemId: String(item.itemId) })))],
  })
}

const insert = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as item("userId" uuid, "mailboxGuid" uuid, "folder" text,
      "itemId" bigint, "fromText" text, "toText" text, "size" integer, "at" timestamptz)
  ), placed as (
    insert into "MailboxItem" ("mailboxGuid", "folder", "itemId", "fromText", "toText", "size", "at")
    select "mailboxGuid", "folder", "itemId", "fromText", "toText", "size", "at" from given
  ), grown as (
    select "userId", sum("size") as "bytes", count(*) as "items" from given group by "userId"
  )
  update "User" as person
  set "mailboxBytes" = greatest(0, person."mailboxBytes") + grown."bytes",
    "itemCount" = coalesce(person."itemCount", 0) + grown."items"
  from grown where person."id" = grown."userId"`

/** `<item> <mailbox>` of what a mailbox has got already. */
export async function alreadyDelivered(
  on: Queryable,
  itemIds: readonly bigint[],
): Promise<ReadonlySet<string>> {
  const { rows } = await on.query<{ itemId: bigint; guid: string }>({
    name: 'already-delivered',
    text: `select "itemId", "mailboxGuid" as "guid" from "MailboxItem" where "itemId" = any($1::bigint[])`,
    values: [itemIds],
  })
  return new Set(rows.map(({ itemId, guid }) => `${itemId} ${guid}`))
}

/**
 * What mailboxes have got already of messages that other servers handed on, by the tracking log: a server that did not
 * hear the answer, or took over from another one, hands a message on twice.
 */
export async function deliveredBefore(
  on: Queryable,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (messageIds.length === 0) return new Set()
  const { rows } = await on.query<{ messageId: string; address: string }>({
    name: 'delivered-before',
    text: `
      select "messageId", unnest("recipientKeys") as "address" from "MessageTracking"
      where "messageId" = any($1::text[]) and "eventId" = 'DELIVER'`,
    values: [messageIds],
  })
  return new Set(rows.map(({ messageId, address }) => `${messageId} ${address}`))
}

/** As long a beginning of a message as its fields are read from. */
const headBytes = 65_536

/** The beginnings of messages. */
export async function readHeads(
  on: Queryable,
  itemIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, Buffer>> {
  const { rows } = await on.query<{ id: bigint; head: Buffer }>({
    name: 'read-heads',
    text: `select "id", substring("content" from 1 for $2) as "head" from "MailItem" where "id" = any($1::bigint[])`,
    values: [itemIds, headBytes],
  })
  return new Map(rows.map(({ id, head }) => [id, head]))
}
