import { type DrillRecord, drillRecords, findDrill } from '@/lib/drills'
import type { Site } from '@/lib/exchange'
import { db } from '../db'

/** A drill that is over, with what it was. */
export interface PastDrill extends DrillRecord {
  readonly title: string
}

export async function pastDrills(site: Site): Promise<readonly PastDrill[]> {
  const all = await drillRecords(site)
  return all.map((one) => ({ ...one, title: findDrill(one.drill)?.title ?? one.drill }))
}

const mostCommands = 40
/** They belong to the drill itself. */
const ofDrills = ['Start-Drill', 'Stop-Drill', 'Complete-Drill']

/** What was run while the drill went on, in that order: how it was mended, among other things. */
export async function commandsDuring({ startedAt, endedAt }: DrillRecord): Promise<readonly string[]> {
  const rows = await db.activity.findMany({
    where: {
      at: { gte: new Date(startedAt), lte: new Date(endedAt) },
      succeeded: true,
      name: { notIn: ofDrills },
    },
    orderBy: { id: 'asc' },
    take: mostCommands,
    select: { command: true },
  })
  return rows.map(({ command }) => command)
}
