import type { ErrorRecord } from '@/lib/shell'

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorRecord }

/** What can be done with a run: server actions, handed over by the page. An absent one is not offered. */
export interface RunActions {
  /** Goes on from the failed step. */
  readonly retry?: (runId: string) => Promise<Answer>
  /** Takes back what the run did, last step first. */
  readonly undo?: (runId: string) => Promise<Answer>
  /** Starts the same runbook as a new run. */
  readonly again?: (
    runId: string,
  ) => Promise<
    { readonly ok: true; readonly runId: string } | { readonly ok: false; readonly error: ErrorRecord }
  >
  /** The runbook as a .ps1. */
  readonly script?: (
    runId: string,
  ) => Promise<
    | { readonly ok: true; readonly text: string; readonly fileName: string }
    | { readonly ok: false; readonly error: ErrorRecord }
  >
}
