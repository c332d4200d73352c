import type { ErrorRecord } from '@/lib/shell'
import type { RunState, StepState } from './run'

/** A step of a run as a page shows it. */
export interface ShownStep {
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
  /** The commands by which it would be undone, as PowerShell, last step first; those of 200 steps and a comment on the rest. */
  readonly undo?: readonly string[]
  readonly steps: readonly ShownStep[]
}
