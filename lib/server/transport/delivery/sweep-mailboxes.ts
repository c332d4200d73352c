import { mailboxDatabase, spanSeconds } from '@/lib/exchange'
import type { Transport } from '../worker'
import { needlessItem } from './sweep-storage'

const mailboxesAtOnce = 200
const itemsAtOnce = 1000

/** In SQL, of a mailbox's GUID: neither a user has it nor its database keeps it. */
const gone = (guid: string) => `(not exists (select from "User" where "mailboxGuid" = ${guid})
  and not exists (select from "DisconnectedMailbox" where "guid" = ${guid}))`

/**
 * Deletes mailboxes that were disconnected for MailboxRetention, and the first of what they hold.
 * @returns whether those were all mailboxes; what is left in them is for `emptyGoneMailboxes`
 */
export async function purgeDisconnected(transport: Transport): Promise<boolean> {
  const databases = await transport.site().store.list(mailboxDatabase)
  let whole = true
  for (const { name, properties } of databases) {
    const { rows } = await transport.pool.query<{ guid: string }>(
      `delete from "DisconnectedMailbox" where "guid" in (
         select "guid" from "DisconnectedMailbox" where "database" = $1 and "disconnectedAt" <= $2
         limit ${mailboxesAtOnce})
       returning "guid"`,
      [name, new Date(transport.now().getTime() - spanSeconds(properties.mailboxRetention) * 1000)],
    )
    await empty(
      transport,
      rows.map(({ guid }) => guid),
    )
    whole &&= rows.length < mailboxesAtOnce
  }
  return whole
}

/** Before the GUID of any mailbox. */
export const firstGuid = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes what mailboxes hold that are gone for good, a stretch of mailboxes after the other.
 * @param after the GUID of the last one that was looked at
 * @returns that of the last one now: the same while there is more in this stretch, `firstGuid` when it begins anew
 */
export async function emptyGoneMailboxes(transport: Transport, after: string): Promise<string> {
  const { rows } = await transport.pool.query<{ guid: string; gone: boolean }>({
    name: 'mailboxes-with-items',
    text: withItems,
    values: [after, mailboxesAtOnce],
  })
  const isEmpty = await empty(
    transport,
    rows.filter((one) => one.gone).map(({ guid }) => guid),
  )
  if (!isEmpty) return after
  return rows.length < mailboxesAtOnce ? firstGuid : (rows.at(-1)?.guid ?? firstGuid)
}

const next = (after: string) =>
  `(select "mailboxGuid" from "MailboxItem" where "mailboxGuid" > ${after} order by "mailboxGuid" limit 1)`

// One look into the index for each mailbox, however much it holds.
const withItems = `
  with recursive mailbox("guid") as (
    ${next('$1')}
    union all
    select ${next('mailbox."guid"')} from mailbox where mailbox."guid" is not null
  )
  select "guid", ${gone('mailbox."guid"')} as "gone" from mailbox where "guid" is not null limit $2`

/** @returns whether nothing is left in them */
async function empty({ pool }: Transport, guids: readonly string[]): Promise<boolean> {
  if (guids.length === 0) return true
  const { rows } = await pool.query<{ itemId: bigint }>(
    `delete from "MailboxItem" where "id" in (
       select "id" from "MailboxItem" as placed
       where "mailboxGuid" = any($1::uuid[]) and ${gone('placed."mailboxGuid"')} limit ${itemsAtOnce})
     returning "itemId"`,
    [guids],
  )
  await pool.query(`delete from "MailItem" as item where "id" = any($1::bigint[]) and ${needlessItem}`, [
    rows.map(({ itemId }) => itemId),
  ])
  return rows.length < itemsAtOnce
}
