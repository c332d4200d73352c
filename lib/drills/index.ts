/** Drills: a fault in the site that nobody names, to be found and mended with the dashboard's own checks. */
import type { Site } from '@/lib/exchange'
import type { Cmdlet } from '@/lib/shell'
import { getDrillRecord } from './cmdlets/drill-record'
import { completeDrill, getDrill, stopDrill } from './cmdlets/end-drill'
import { startDrill } from './cmdlets/start-drill'
import type { Surroundings } from './cmdlets/surroundings'

export { drillAlert } from './alert'
export { drills, findDrill, fittingDrills } from './catalogue'
export { drillFacts } from './choose'
export { type Drill, type DrillFacts, type Level, levels } from './drill'
export { siteTroubles, type Trouble, troublesSince } from './health'
export {
  type DrillRecord,
  drillOf,
  drillRecord,
  drillRecords,
  findRunningDrill,
  type RunningDrill,
  runningDrill,
  tookMs,
} from './state'

/** The commands of drills. They run others, so they have to be told where all of them are. */
export function drillCmdlets(surroundings: Surroundings): readonly Cmdlet<Site>[] {
  return [
    startDrill(surroundings),
    stopDrill(surroundings),
    completeDrill(surroundings),
    getDrill,
    getDrillRecord,
  ]
}
