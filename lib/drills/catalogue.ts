import type { Drill, DrillFacts } from './drill'
import { autodiscoverDrills } from './faults/autodiscover'
import { mailRecordDrills } from './faults/mail-records'
import { officeDrills } from './faults/office'
import { proxyDrills } from './faults/proxy'
import { routerDrills } from './faults/router'

export const drills: readonly Drill[] = [
  ...mailRecordDrills,
  ...autodiscoverDrills,
  ...routerDrills,
  ...officeDrills,
  ...proxyDrills,
]

export function findDrill(id: string): Drill | null {
  return drills.find((one) => one.id === id) ?? null
}

/** The faults that this site can have. */
export function fittingDrills(facts: DrillFacts): readonly Drill[] {
  return drills.filter((one) => one.fits(facts))
}
