import type { RunState, StepState } from '@/lib/runbooks/run'
import type { RunSnapshot, ShownStep as RunStep } from '@/lib/runbooks/snapshot'

export type { RunSnapshot, RunState, RunStep, StepState }

export function isUnfinished(state: RunState): boolean {
  return state === 'waiting' || state === 'running'
}

const isFinal = ({ state }: RunStep) => state === 'done' || state === 'skipped'
const matters = ({ state }: RunStep) => state === 'failed' || state === 'running'

/**
 * A snapshot over what was known before. A step that had failed or was running, and that the server no longer
 * counts among those, has changed outside this window: it is forgotten, so that it is asked for again.
 */
export function mergeRun(known: RunSnapshot | undefined, fresh: RunSnapshot): RunSnapshot {
  if (!known || known.id !== fresh.id) return fresh
  const steps = new Map(known.steps.filter((step) => !matters(step)).map((step) => [step.index, step]))
  for (const step of fresh.steps) steps.set(step.index, step)
  return { ...fresh, steps: [...steps.values()].toSorted((a, b) => a.index - b.index) }
}

/** The first step that is not known in its final state: what to ask for next. Failed ones come by themselves. */
export function nextSince(known: RunSnapshot | undefined): number {
  if (!known) return 0
  const settled = new Set(
    known.steps.filter((step) => isFinal(step) || step.state === 'failed').map(({ index }) => index),
  )
  let since = 0
  while (settled.has(since)) since++
  return since
}
