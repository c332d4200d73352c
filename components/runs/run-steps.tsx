'use client'

import { useState } from 'react'
import type { RunSnapshot, RunStep } from '@/lib/client/runs'
import { RunStepRow } from './run-step'

/** Up to so many steps all are listed; of more, those that matter, with the others folded between them. */
const all = 40

/** Which steps to show of a long run: failed and running ones, and one neighbour of each. */
export function shownSteps(steps: readonly RunStep[]): ReadonlySet<number> {
  const shown = new Set<number>()
  for (const { index, state } of steps)
    if (state === 'failed' || state === 'running')
      for (const near of [index - 1, index, index + 1]) shown.add(near)
  return shown
}

type Part =
  | { readonly kind: 'step'; readonly step: RunStep }
  | { readonly kind: 'fold'; readonly steps: RunStep[] }

function parts(steps: readonly RunStep[]): readonly Part[] {
  if (steps.length <= all) return steps.map((step) => ({ kind: 'step', step }))
  const shown = shownSteps(steps)
  const result: Part[] = []
  for (const step of steps) {
    const last = result.at(-1)
    if (shown.has(step.index)) result.push({ kind: 'step', step })
    else if (last?.kind === 'fold') last.steps.push(step)
    else result.push({ kind: 'fold', steps: [step] })
  }
  return result
}

/** The steps of a run in order. */
export function RunSteps({ run }: { run: RunSnapshot }) {
  const unknown = run.stepCount - run.steps.length
  return (
    <ol aria-label="Steps" className="divide-y divide-line rounded-md border border-line bg-raised">
      {parts(run.steps).map((part) =>
        part.kind === 'step' ? (
          <RunStepRow key={part.step.index} step={part.step} />
        ) : (
          <Folded key={`fold-${part.steps[0]?.index}`} steps={part.steps} />
        ),
      )}
      {unknown > 0 && <li className="px-4 py-2.5 text-xs text-faint">{unknown} more steps to come</li>}
    </ol>
  )
}

/** Steps in a row that need no attention: a line that opens, a hundred at a time. */
function Folded({ steps }: { steps: readonly RunStep[] }) {
  const [count, setCount] = useState(0)
  const done = steps.filter(({ state }) => state === 'done').length
  const words = [
    done > 0 && `${done} done`,
    steps.length > done && `${steps.length - done} waiting or skipped`,
  ]
  return (
    <>
      {steps.slice(0, count).map((step) => (
        <RunStepRow key={step.index} step={step} />
      ))}
      {count < steps.length && (
        <li>
          <button
            type="button"
            onClick={() => setCount(count + 100)}
            className="act min-h-10 w-full px-4 text-left text-sm"
          >
            {count === 0 ? `${steps.length} steps` : `${steps.length - count} more`}:{' '}
            {words.filter(Boolean).join(', ')}
          </button>
        </li>
      )}
    </>
  )
}
