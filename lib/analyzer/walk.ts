import type { Step } from './step'

/** A step that is known, and a promise of the one after it. */
export interface Walked {
  readonly step: Step
  readonly next: Promise<Walked | null>
}

/** The steps as a chain of promises: each may be waited for on its own, and more than once. */
export async function walk(steps: AsyncGenerator<Step, void>): Promise<Walked | null> {
  const { done, value } = await steps.next()
  return done ? null : { step: value, next: walk(steps) }
}

/** All steps of a chain, once the last is known. */
export async function walked(first: Promise<Walked | null>): Promise<readonly Step[]> {
  const steps: Step[] = []
  for (let at = await first; at; at = await at.next) steps.push(at.step)
  return steps
}
