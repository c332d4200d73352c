import type { Site } from '@/lib/exchange'
import { readWorld } from '@/lib/network'
import { ok, type Result, refuse } from '@/lib/shell'
import { findDrill, fittingDrills } from './catalogue'
import type { Drill, DrillFacts, Level } from './drill'
import type { Trouble } from './health'
import type { DrillRecord } from './state'

export interface Wish {
  readonly id?: string | undefined
  readonly level?: Level | undefined
}

/** The site as drills see it; null before it is described. */
export async function drillFacts(site: Site): Promise<DrillFacts | null> {
  const { description, ...world } = await readWorld(site)
  return description && { ...world, description, site }
}

function named(id: string, possible: readonly Drill[]): Result<Drill> {
  const drill = findDrill(id.trim().toLowerCase())
  if (!drill)
    return refuse('ObjectNotFound', 'DrillNotFound', 'There is no such drill.', {
      target: 'Drill',
      recommendedAction: 'Leave -Drill out, and one is chosen.',
    })
  return possible.includes(drill)
    ? ok(drill)
    : refuse('InvalidOperation', 'DrillDoesNotFit', 'This site cannot have that fault, or has it already.', {
        target: 'Drill',
        recommendedAction: 'Choose another one, or leave -Drill out.',
      })
}

/** The faults that the site can have, but for those that the analyzer names already. */
export function possibleDrills(facts: DrillFacts, troubles: readonly Trouble[]): readonly Drill[] {
  const known = new Set(troubles.map(({ fault }) => fault))
  return fittingDrills(facts).filter((one) => !one.named.some((fault) => known.has(fault)))
}

/**
 * The drill that was asked for; else one by chance, of those that were practised least often.
 * @param random from 0 to below 1
 */
export function chooseDrill(
  { id, level }: Wish,
  possible: readonly Drill[],
  records: readonly DrillRecord[],
  random: () => number,
): Result<Drill> {
  if (id !== undefined) return named(id, possible)
  const ofLevel = possible.filter((one) => !level || one.level === level)
  const timesOf = (drill: Drill) => records.filter((one) => one.drill === drill.id).length
  const least = Math.min(...ofLevel.map(timesOf))
  const rarest = ofLevel.filter((one) => timesOf(one) === least)
  const chosen = rarest[Math.floor(random() * rarest.length)]
  return chosen
    ? ok(chosen)
    : refuse('InvalidOperation', 'NoDrillFits', 'There is no drill of this level for this site.', {
        target: 'Level',
        recommendedAction: 'Choose another level.',
      })
}
