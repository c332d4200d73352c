import { PrintButton } from '@/components/checklist/print-button'
import { CopyButton } from '@/components/ui/copy-button'
import { StateDot } from '@/components/ui/state'
import type { Step } from '@/lib/analyzer'

/** "2 of 5 steps failed", of the steps at the top. */
export function outcomeOf(steps: readonly Step[]): { state: 'ok' | 'warning' | 'error'; words: string } {
  const count = (state: Step['state']) => steps.filter((step) => step.state === state).length
  const [failed, warned] = [count('fail'), count('warn')]
  const things = (many: number) => (many === 1 ? '1 step' : `${many} steps`)
  if (failed > 0) return { state: 'error', words: `${things(failed)} of ${steps.length} failed` }
  if (warned > 0) return { state: 'warning', words: `Works, with ${things(warned)} to look at` }
  return { state: 'ok', words: 'Everything passed' }
}

/** The outcome in a few words, and the steps to take away. */
export function Outcome({ steps, text, label }: { steps: readonly Step[]; text: string; label: string }) {
  const { state, words } = outcomeOf(steps)
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="text-sm font-semibold">
        <StateDot state={state}>{words}</StateDot>
      </p>
      <CopyButton
        text={text}
        label={label}
        className="min-h-[34px] rounded px-3 text-sm text-link hover:bg-tint"
      >
        Copy as text
      </CopyButton>
      <span className="print:hidden">
        <PrintButton>Print</PrintButton>
      </span>
    </div>
  )
}
