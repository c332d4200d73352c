import type { RunActions } from '@/components/runs/run-actions'
import type { TriedStep } from '@/lib/runbooks/change'
import type { ErrorRecord } from '@/lib/shell'
import type { AnswerError, Answers, ProbeAnswer } from '@/lib/wizards'

interface Refused {
  readonly ok: false
  readonly errors: readonly AnswerError[]
}

/**
 * What a wizard asks of the server: server actions, handed to it by the page. Each checks session and role
 * itself. Passwords are in `answers` as typed; the server seals them before anything is kept.
 */
export interface WizardActions {
  /** Runs the runbook in a transaction and rolls it back. */
  readonly preview: (
    wizardId: string,
    answers: Answers,
  ) => Promise<{ readonly ok: true; readonly steps: readonly TriedStep[] } | Refused>
  /** `key` is made once for each opening of a wizard: the same key starts the same run, never a second one. */
  readonly start: (
    wizardId: string,
    answers: Answers,
    key: string,
  ) => Promise<{ readonly ok: true; readonly runId: string } | Refused>
  /** The runbook as a .ps1. */
  readonly script: (
    wizardId: string,
    answers: Answers,
  ) => Promise<{ readonly ok: true; readonly text: string; readonly fileName: string } | Refused>
  /** For fields that are `probed`. */
  readonly probe?: (wizardId: string, field: string, value: string, answers: Answers) => Promise<ProbeAnswer>
  /** Runs the command that mends a failed check, and gives the facts as they are now. */
  readonly repair?: (
    wizardId: string,
    checkId: string,
  ) => Promise<{ readonly ok: boolean; readonly facts?: unknown; readonly error?: ErrorRecord }>
  /** Takes a form with `wizard`, `field` and `file`; keeps the file on the site's drive. */
  readonly upload?: (
    form: FormData,
  ) => Promise<
    | { readonly ok: true; readonly path: string; readonly note?: string }
    | { readonly ok: false; readonly error: ErrorRecord }
  >
  /** For the run page. */
  readonly run?: RunActions
}
