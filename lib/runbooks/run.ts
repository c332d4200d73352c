import type { ErrorRecord } from '@/lib/shell'
import type { Step } from './runbook'

export type RunState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'undone'
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

/** One step as it is kept. */
export interface KeptStep extends Step {
  readonly index: number
  readonly state: StepState
}

/** Where a run is kept; lib/server keeps it in PostgreSQL. */
export interface RunKeeper {
  begin(): Promise<void>
  /** The first steps that are still to do, in order. */
  waiting(limit: number): Promise<readonly KeptStep[]>
  /**
   * Runs the step's command, and keeps its effect, its result and its line in the activity log in one
   * transaction. A step that is no longer waiting is left alone. Null: it is done.
   */
  perform(step: KeptStep): Promise<ErrorRecord | null>
  /** The other steps of this group will not run. */
  skipGroup(group: string): Promise<void>
  end(state: RunState): Promise<void>
  failures(): Promise<number>
}

const batch = 50

/**
 * Carries a run out from wherever it stands. A failed step ends the run, unless it belongs to a group: then
 * only the rest of its group is left out. Stops between two steps when `stop` is raised; the run then waits.
 */
export async function carryOut(
  keeper: RunKeeper,
  stop: AbortSignal,
  pause: () => Promise<void>,
): Promise<void> {
  await keeper.begin()
  for (let steps = await keeper.waiting(batch); steps.length > 0; steps = await keeper.waiting(batch)) {
    const skipped = new Set<string>()
    for (const step of steps) {
      if (stop.aborted) return
      if (step.group && skipped.has(step.group)) continue
      const error = await keeper.perform(step)
      if (error && !step.group) return keeper.end('failed')
      if (error && step.group) {
        skipped.add(step.group)
        await keeper.skipGroup(step.group)
      }
      await pause()
    }
  }
  await keeper.end((await keeper.failures()) > 0 ? 'failed' : 'succeeded')
}
