import type { Site } from '@/lib/exchange'
import { cmdlet, ok } from '@/lib/shell'
import { findDrill } from '../catalogue'
import { drillRecords, tookMs } from '../state'

export const getDrillRecord = cmdlet<Site>()({
  name: 'Get-DrillRecord',
  synopsis: 'Lists the drills that are over, the newest first.',
  reads: true,
  columns: ['Fault', 'Level', 'Outcome', 'Minutes', 'StartedBy'],
  parameters: {},
  run: async (_, site) =>
    ok({
      output: (await drillRecords(site)).map((one) => ({
        Fault: findDrill(one.drill)?.title ?? one.drill,
        Level: one.level,
        Outcome: one.outcome,
        Minutes: Math.round(tookMs(one) / 60_000),
        StartedBy: one.by,
        StartedAt: one.startedAt,
        EndedAt: one.endedAt,
      })),
    }),
})
