import type { Transport } from '../worker'

const itemsAtOnce = 500
const rowsAtOnce = 5000

/** In SQL, of "MailItem" as `item`: no queue and no mailbox holds it. */
export const needlessItem = `not exists (select from "MailDelivery" where "itemId" = item."id")
  and not exists (select from "MailboxItem" where "itemId" = item."id")`

/**
 * Deletes messages that nothing holds, a stretch after the other.
 * @param after the number of the last one that was looked at
 * @returns that of the last one now; 0 when it begins anew
 */
export async function deleteNeedless({ pool }: Transport, after: bigint): Promise<bigint> {
  const { rows } = await pool.query<{ last: bigint | null }>({
    name: 'delete-needless',
    text: `
      with stretch as (
        select "id" from "MailItem" where "id" > $1 order by "id" limit $2
      ), gone as (
        delete from "MailItem" as item using stretch where item."id" = stretch."id" and ${needlessItem}
      )
      select case when count(*) = $2 then max("id") end as "last" from stretch`,
    values: [after, itemsAtOnce],
  })
  return rows[0]?.last ?? 0n
}

/** What other organizations' servers took: the newest ones, so many and so many bytes. */
const mostOutside = 20_000
const mostOutsideBytes = 1024 ** 3

/** @returns whether all that is too much is gone */
export async function shortenOutside(
  { pool }: Transport,
  most = mostOutside,
  mostBytes = mostOutsideBytes,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'shorten-outside',
    text: `
      delete from "OutsideMessage" where "id" in (
        select "id" from "OutsideMessage" where "id" < (
          select coalesce(min("id") filter (where "bytes" <= $2), max("id") + 1)
          from (
            select "id", sum("size") over (order by "id" desc) as "bytes"
            from (select "id", "size" from "OutsideMessage" order by "id" desc limit $1) as newest
          ) as message
        ) order by "id" limit ${rowsAtOnce})`,
    values: [most, mostBytes],
  })
  return (rowCount ?? 0) < rowsAtOnce
}
