'use client'

import { useState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { PowerShell } from '@/components/ui/code'
import { HandOverFocus } from '@/components/ui/hand-over-focus'
import type { State } from '@/components/ui/state'
import { StatusList } from '@/components/ui/status-list'
import type { ErrorRecord } from '@/lib/shell'
import type { Check } from '@/lib/wizards'
import type { WizardActions } from './actions'
import type { AnyWizard } from './answers'
import type { WizardState } from './use-wizard'

const states: Record<Check['state'], State> = { pass: 'ok', warn: 'warning', fail: 'error' }

/** What has to be in order before a page goes on, each failure with the command that mends it at a click. */
export function WizardChecks({
  wizard,
  state,
  actions,
  checks,
}: {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
  checks: readonly Check[]
}) {
  const [mending, setMending] = useState<string | null>(null)
  const [error, setError] = useState<ErrorRecord | null>(null)
  const mend = async (check: Check) => {
    if (mending || !actions.repair) return
    setMending(check.id)
    setError(null)
    const answer = await actions.repair(wizard.id, check.id).catch(() => null)
    if (answer?.facts !== undefined) state.setFacts(answer.facts)
    setError(answer ? (answer.error ?? null) : notMended)
    setMending(null)
  }
  return (
    <>
      {error && <ErrorAlert error={error} live />}
      <div id="wizard-checks" tabIndex={-1} className="sr-only">
        Checks
      </div>
      <StatusList
        label="Checks"
        items={checks.map((check) => ({
          id: check.id,
          state: states[check.state],
          title: check.title,
          reason: check.reason,
          below: check.repair && check.state !== 'pass' && <RepairCommand command={check.repair.command} />,
          trailing: check.repair && actions.repair && check.state !== 'pass' && (
            <>
              <Button busy={mending === check.id} disabled={mending !== null} onClick={() => mend(check)}>
                {check.repair.label}
              </Button>
              <HandOverFocus to="wizard-checks" />
            </>
          ),
        }))}
      />
      <p role="status" className="sr-only">
        {checks.filter(({ state }) => state === 'fail').length} checks failed
      </p>
    </>
  )
}

const notMended: ErrorRecord = {
  message: 'The server did not answer.',
  category: 'ResourceUnavailable',
  errorId: 'NotReached',
  recommendedAction: 'Try again.',
}

function RepairCommand({ command }: { command: string }) {
  return (
    <code className="block rounded bg-code px-2 py-1 font-mono text-[11px] break-words whitespace-pre-wrap text-code-ink">
      <PowerShell code={command} />
    </code>
  )
}
