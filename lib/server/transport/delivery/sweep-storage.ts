import { readTransportSettings, spanSeconds } from '@/lib/exchange'
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

/** What one line of a log takes, about: directories are limited in bytes. */
const bytesPerLine = { MessageTracking: 600, TransportSession: 2000, RoutingSnapshot: 20_000 } as const
type LogTable = keyof typeof bytesPerLine

/** The logs of a server, with the settings of their age and size. */
const logs: readonly { readonly table: LogTable; readonly kind: string | null; readonly setting: string }[] =
  [
    { table: 'MessageTracking', kind: null, setting: 'MessageTrackingLog' },
    { table: 'TransportSession', kind: 'Receive', setting: 'ReceiveProtocolLog' },
    { table: 'TransportSession', kind: 'Send', setting: 'SendProtocolLog' },
    { table: 'TransportSession', kind: 'Connectivity', setting: 'ConnectivityLog' },
    { table: 'RoutingSnapshot', kind: null, setting: 'RoutingTableLog' },
  ]

/**
 * Deletes what is older than a log of a server may be, and the oldest where there is too much of it.
 * @returns whether all of that is gone
 */
export async function shortenLogs(transport: Transport, server: string): Promise<boolean> {
  const { service } = await readTransportSettings(transport.site(), server)
  let whole = true
  for (const { table, kind, setting } of logs) {
    const age = spanSeconds(String(service[`${setting}MaxAge`] ?? '30.00:00:00'))
    const size = service[`${setting}MaxDirectorySize`]
    // An age of zero keeps them for ever, as with the real setting.
    const before = age > 0 ? new Date(transport.now().getTime() - age * 1000) : null
    const most = typeof size === 'number' ? Math.ceil(size / bytesPerLine[table]) : null
    whole = (await shorten(transport, { table, kind, server, before, most })) && whole
  }
  return whole
}

async function shorten(
  { pool }: Transport,
  log: {
    readonly table: LogTable
    readonly kind: string | null
    readonly server: string
    readonly before: Date | null
    readonly most: number | null
  },
): Promise<boolean> {
  const ofKind = log.kind === null ? '' : `and "kind" = '${log.kind}'`
  const old = `select "id" from "${log.table}" where "server" = $1 ${ofKind}`
  const remove = async (which: string, limit: unknown) => {
    const text = `delete from "${log.table}" where "id" in (${old} ${which} limit ${rowsAtOnce})`
    return ((await pool.query(text, [log.server, limit])).rowCount ?? 0) < rowsAtOnce
  }
  const young = log.before === null || (await remove('and "at" < $2 order by "at"', log.before))
  if (log.most === null) return young
  // Numbers are given in order: so many before the last are the newest.
  const last = `(select max("id") from "${log.table}")`
  return (await remove(`and "id" <= ${last} - $2::bigint order by "id"`, log.most)) && young
}
