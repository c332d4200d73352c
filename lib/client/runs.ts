import type { ErrorRecord } from '@/lib/shell'

export type RunState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'undone' | 'cancelled'
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

export interface RunStep {
  /** From 0, in the order of the runbook. */
  readonly index: number
  readonly title: string
  readonly group: string | null
  /** As PowerShell; secrets are prompts. */
  readonly command: string
  readonly state: StepState
  /** What the command wrote, as text. */
  readonly output: string
  readonly warnings: readonly string[]
  /** What it changed, one sentence each: "Created the mailbox FrankM". */
  readonly changes: readonly string[]
  readonly error: ErrorRecord | null
  readonly durationMs: number | null
}

/**
 * What `GET /api/runs/[id]?since=` answers. `steps` may be a part: at most 200 steps from `since` on, and, wherever
 * they are, the running and the failed ones (at most 50). Dates are ISO 8601.
 */
export interface RunSnapshot {
  readonly id: string
  readonly title: string
  readonly state: RunState
  readonly stepCount: number
  /** Steps done or skipped. */
  readonly doneCount: number
  /** Who started it, and from which screen or wizard. */
  readonly actor: string
  readonly source: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly undoable: boolean
  readonly steps: readonly RunStep[]
}

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
