import type { RoutingTable } from '@/lib/exchange'
import { db } from '../db'

/** When and why a server wrote its routing table down. */
export interface RoutingSnapshotRow {
  readonly id: string
  readonly at: Date
  readonly server: string
  readonly trigger: string
}

export interface RoutingSnapshot extends RoutingSnapshotRow {
  readonly table: RoutingTable
}

const most = 200

/** The newest first. */
export async function listRoutingSnapshots(server: string | null): Promise<readonly RoutingSnapshotRow[]> {
  const rows = await db.routingSnapshot.findMany({
    where: server === null ? {} : { server },
    select: { id: true, at: true, server: true, trigger: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: most,
  })
  return rows.map((row) => ({ ...row, id: String(row.id) }))
}

/** By its number as addresses hold it; null for any other text. */
export async function findRoutingSnapshot(id: string): Promise<RoutingSnapshot | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await db.routingSnapshot.findUnique({ where: { id: BigInt(id) } })
  return row && { ...row, id: String(row.id), table: row.table as unknown as RoutingTable }
}
