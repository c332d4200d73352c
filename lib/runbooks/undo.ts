import type { Command } from '@/lib/shell'
import type { Runbook } from './runbook'

/** A step that ran, and the commands that take it back; null when nothing can. */
export interface DoneStep {
  readonly title: string
  readonly undo: readonly Command[] | null
}

/** The runbook that takes a run back: the undo commands of its steps, last step first. */
export function undoRunbook(title: string, done: readonly DoneStep[]): Runbook {
  const steps = done
    .toReversed()
    .flatMap(({ title: what, undo }) =>
      (undo ?? []).map((command) => ({ title: `Take back: ${what}`, command })),
    )
  return { title: `Undo: ${title}`, steps }
}

/** The titles of the steps that will stay as they are. */
export function cannotBeUndone(done: readonly DoneStep[]): readonly string[] {
  return done.filter(({ undo }) => undo === null).map(({ title }) => title)
}
