import type { Fault as AnalyzedFault } from '@/lib/analyzer'
import type { SiteDescription } from '@/lib/essentials'
import type { Noun, Site } from '@/lib/exchange'
import type { World } from '@/lib/network'
import type { Command } from '@/lib/shell'

export const levels = ['Easy', 'Medium', 'Hard'] as const
export type Level = (typeof levels)[number]

/** The site that a fault is put into. */
export interface DrillFacts extends Omit<World, 'description'> {
  readonly description: SiteDescription
  readonly site: Site
}

/** An object that is set back as it was when the drill is given up: for what no command takes back. */
export interface KeptObject {
  readonly noun: Noun<unknown>
  readonly name: string
}

/** A command of the site; or, where the fault is made outside of it (in IIS Manager, by a provider), a change of its own. */
export type Deed = Command | ((site: Site) => Promise<void>)

export interface Fault {
  readonly deeds: readonly Deed[]
  readonly keeps?: readonly KeptObject[]
}

/** A fault to be found. Its symptom is what people report, and does not give it away. */
export interface Drill {
  readonly id: string
  readonly level: Level
  /** Shown when it is over. */
  readonly title: string
  readonly symptom: string
  /** From where to look to what to do. */
  readonly hints: readonly [string, string, string]
  readonly lesson: { readonly what: string; readonly see: string; readonly mend: string }
  /** What the analyzer calls it, in one of these words. */
  readonly named: readonly AnalyzedFault[]
  /** What a row of a checklist then says; null where only the analyzer can see it. */
  readonly verdict: RegExp | null
  /** Whether this site can have the fault. */
  readonly fits: (facts: DrillFacts) => boolean
  readonly fault: (facts: DrillFacts) => Fault | Promise<Fault>
}

export function keep<P>(noun: Noun<P>, name: string): KeptObject {
  return { noun: noun as unknown as Noun<unknown>, name }
}
