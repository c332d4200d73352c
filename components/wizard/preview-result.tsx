import { Alert, ErrorAlert } from '@/components/ui/alert'
import { PowerShell } from '@/components/ui/code'
import { StateIcon } from '@/components/ui/state'
import type { Change, TriedStep } from '@/lib/runbooks/change'

const verbs: Record<Change['action'], string> = { create: 'Creates', change: 'Changes', remove: 'Removes' }

/** What "Try it first" found: each step with what it would change, or why it would fail. */
export function PreviewResult({ steps }: { steps: readonly TriedStep[] }) {
  const failed = steps.filter(({ error }) => error).length
  return (
    <>
      <Alert
        live
        tone={failed > 0 ? 'warning' : 'success'}
        title={failed > 0 ? `${failed} of ${steps.length} steps would fail.` : 'Every step would succeed.'}
      >
        It was run and rolled back: nothing was changed.
      </Alert>
      <ol
        aria-label="What each step would change"
        className="divide-y divide-line rounded-md border border-line"
      >
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a runbook may hold a command twice
          <li key={`${index}-${step.command}`} className="flex gap-3 px-3.5 py-3">
            <StateIcon state={step.error ? 'error' : step.warnings.length > 0 ? 'warning' : 'ok'} small />
            <div className="flex min-w-0 flex-1 flex-col gap-1.5 text-sm">
              <p className="font-medium">{step.title}</p>
              <code className="rounded bg-code px-2 py-1 font-mono text-[11px] break-words text-code-ink">
                <PowerShell code={step.command} />
              </code>
              {step.error && <ErrorAlert error={step.error} />}
              {step.warnings.map((warning) => (
                <Alert key={warning} tone="warning">
                  {warning}
                </Alert>
              ))}
              {step.changes.map((change) => (
                <ChangeFacts key={`${change.action} ${change.what}`} change={change} />
              ))}
              {!step.error && step.changes.length === 0 && (
                <p className="text-xs text-faint">Changes no settings.</p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

/** One object with each property as it is and as it would be. */
export function ChangeFacts({ change }: { change: Change }) {
  return (
    <div className="text-xs">
      <p>
        <b className="font-semibold">{verbs[change.action]}</b> {change.what}
      </p>
      <ul className="mt-0.5 pl-3 text-soft">
        {change.properties.map(({ name, before, after }) => (
          <li key={name} className="break-words">
            {name}: {before !== null && <s className="text-faint">{before || 'empty'}</s>}
            {before !== null && after !== null && <span aria-hidden> → </span>}
            {after !== null && <ins className="no-underline">{after || 'empty'}</ins>}
          </li>
        ))}
      </ul>
    </div>
  )
}
