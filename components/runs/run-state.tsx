import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { State } from '@/components/ui/state'
import type { RunState, StepState } from '@/lib/client/runs'

const badges: Record<RunState, [BadgeTone, string]> = {
  waiting: ['grey', 'Waiting'],
  running: ['blue', 'Running'],
  succeeded: ['green', 'Succeeded'],
  failed: ['red', 'Failed'],
  undone: ['grey', 'Undone'],
}

/** A run's state in a pill; for lists of runs too. */
export function RunStateBadge({ state }: { state: RunState }) {
  const [tone, word] = badges[state]
  return <Badge tone={tone}>{word}</Badge>
}

/** A step's state in the kit's words. */
export const stepStates: Record<StepState, { state: State; word: string }> = {
  waiting: { state: 'neutral', word: 'Waiting' },
  running: { state: 'pending', word: 'Running' },
  done: { state: 'ok', word: 'Done' },
  failed: { state: 'error', word: 'Failed' },
  skipped: { state: 'neutral', word: 'Skipped' },
}
