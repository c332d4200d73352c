import { noun, type Site, type Stored } from '@/lib/exchange'
import { secure } from '@/lib/shell'
import { findDrill } from './catalogue'
import type { Drill, Level } from './drill'

/** The drill that runs. One object, named 'Drill'. Which one it is, nobody can read. */
export interface RunningDrill {
  /** Its id, sealed by the vault. */
  readonly drill: string
  /** The way back as JSON, sealed. */
  readonly wayBack: string
  readonly level: Level
  readonly symptom: string
  /** What was not in order before; the drill does not ask for it. */
  readonly before: readonly string[]
  readonly by: string
  /** ISO 8601, on our clock: the site's can be moved. */
  readonly startedAt: string
  readonly startedOnSite: string
}

export const runningDrill = noun<RunningDrill>('Drill', 'drill', ['drill', 'wayBack', 'symptom', 'before'])
export const runningDrillName = 'Drill'

/** A drill that is over; its name is the moment when it began. */
export interface DrillRecord {
  readonly drill: string
  readonly level: Level
  readonly outcome: 'Mended' | 'GivenUp'
  readonly by: string
  /** ISO 8601, on our clock. */
  readonly startedAt: string
  readonly endedAt: string
}

export const drillRecord = noun<DrillRecord>('DrillRecord', 'drill record')

export function findRunningDrill({ store }: Pick<Site, 'store'>): Promise<Stored<RunningDrill> | null> {
  return store.find(runningDrill, runningDrillName)
}

/** What was sealed; null when it was sealed with another key, which is lost. */
export function openSealed({ vault }: Pick<Site, 'vault'>, sealed: string): string | null {
  try {
    return vault.open(secure('', sealed))
  } catch {
    return null
  }
}

/** Which drill runs. Whoever asks has to keep it to himself. */
export function drillOf(site: Pick<Site, 'vault'>, running: RunningDrill): Drill | null {
  return findDrill(openSealed(site, running.drill) ?? '')
}

/** The drills that are over, newest first. */
export async function drillRecords({ store }: Pick<Site, 'store'>): Promise<readonly DrillRecord[]> {
  const all = await store.list(drillRecord)
  return all.map(({ properties }) => properties).toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1))
}

export function tookMs({ startedAt, endedAt }: Pick<DrillRecord, 'startedAt' | 'endedAt'>): number {
  return Math.max(0, Date.parse(endedAt) - Date.parse(startedAt))
}
