import { readTransportSettings, spanSeconds } from '@/lib/exchange'
import type { Transport } from '../worker'

const itemsAtOnce = 500
const rowsAtOnce = 5000

/**
 * Deletes messages that no queue and no mailbox holds, a stretch after the other.
 * @param after the number of the last message that was looked at
 * @returns that of the last one now; 0 when it begins anew
 */
export async function deleteUnheld({ pool }: Transport, after: bigint): Promise<bigint> {
  const { rows } = await pool.query<{ last: bigint | null }>({
    name: 'delete-unheld',
    text: `
      with stretch as (
        select "id" from "MailItem" where "id" > $1 order by "id" limit $2
      ), gone as (
        delete from "MailItem" as item using stretch
        where item."id" = stretch."id"
          and not exists (select from "MailDelivery" where "itemId" = item."id")
          and not exists (select from "MailboxItem" where "itemId" = item."id")
      )
      select case when count(*) = $2 then max("id") end as "last" from stretch`,
    values: [after, itemsAtOnce],
  })
  return rows[0]?.last ?? 0n
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

/** Deletes what is older than a log of a server may be, and the oldest where there is too much of it. */
export async function shortenLogs(transport: Transport, server: string): Promise<void> {
  const { service } = await readTransportSettings(transport.site(), server)
  for (const { table, kind, setting } of logs) {
    const age = spanSeconds(String(service[`${setting}MaxAge`] ?? '30.00:00:00'))
    const size = service[`${setting}MaxDirectorySize`]
    // An age of zero keeps them for ever, as with the real setting.
    const before = age > 0 ? new Date(transport.now().getTime() - age * 1000) : null
    const most = typeof size === 'number' ? Math.ceil(size / bytesPerLine[table]) : null
    await shorten(transport, { table, kind, server, before, most })
  }
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
): Promise<void> {
  const ofKind = log.kind === null ? '' : `and "kind" = '${log.kind}'`
  const old = `select "id" from "${log.table}" where "server" = $1 ${ofKind}`
  if (log.before)
    await pool.query(
      `delete from "${log.table}" where "id" in (${old} and "at" < $2 order by "at" limit ${rowsAtOnce})`,
      [log.server, log.before],
    )
  // Numbers are given in order: so many before the last are the newest.
  if (log.most !== null)
    await pool.query(
      `delete from "${log.table}" where "id" in (
        ${old} and "id" <= (select max("id") from "${log.table}") - $2::bigint order by "id" limit ${rowsAtOnce})`,
      [log.server, log.most],
    )
}
