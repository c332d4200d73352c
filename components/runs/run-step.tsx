import { ChevronRight } from 'lucide-react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { Spinner } from '@/components/ui/button'
import { Code } from '@/components/ui/code'
import { StateIcon } from '@/components/ui/state'
import { Duration } from '@/components/ui/time'
import type { RunStep } from '@/lib/client/runs'
import { stepStates } from './run-state'

/** One step: its state, sentence and time; opened, the command and all that came of it. A failed one is open. */
export function RunStepRow({ step }: { step: RunStep }) {
  const { state, word } = stepStates[step.state]
  return (
    <li>
      <details open={step.state === 'failed' || undefined} className="group">
        <summary className="flex min-h-10 list-none items-center gap-3 px-4 py-2 text-sm -outline-offset-2">
          {step.state === 'running' ? (
            <span className="flex size-4 items-center justify-center text-link">
              <Spinner />
              <span className="sr-only">{word}: </span>
            </span>
          ) : (
            <StateIcon state={state} label={word} small />
          )}
          <span
            className={step.state === 'waiting' || step.state === 'skipped' ? 'flex-1 text-faint' : 'flex-1'}
          >
            {step.title}
          </span>
          {step.warnings.length > 0 && (
            <span className="text-xs text-warn">{count(step.warnings.length, 'warning')}</span>
          )}
          <span className="text-xs text-faint tabular-nums">
            {step.state === 'skipped'
              ? 'Skipped'
              : step.durationMs !== null && <Duration ms={step.durationMs} />}
          </span>
          <ChevronRight
            aria-hidden
            size={14}
            className="text-faint transition-transform group-open:rotate-90"
          />
        </summary>
        <div className="flex flex-col gap-2.5 px-4 pt-1 pb-4 sm:pl-11">
          <Code code={step.command} label="the command" />
          {step.error && <ErrorAlert error={step.error} />}
          {step.warnings.map((warning) => (
            <Alert key={warning} tone="warning">
              {warning}
            </Alert>
          ))}
          {step.changes.length > 0 && (
            <ul className="list-disc pl-4 text-sm text-soft">
              {step.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
          {step.output && <Code code={step.output} language="text" label="the output" />}
        </div>
      </details>
    </li>
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
