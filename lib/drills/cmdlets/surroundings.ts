import type { Site } from '@/lib/exchange'
import type { CommandTable } from '@/lib/shell'

/** What drills ask of where they run. */
export interface Surroundings {
  /** Every command of the site; known only when all rooms are loaded. */
  readonly table: () => CommandTable<Site>
  /** Our clock, not the site's: how long somebody took. */
  readonly now: () => Date
  /** From 0 to below 1. */
  readonly random: () => number
}
