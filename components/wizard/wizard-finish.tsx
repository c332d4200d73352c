'use client'

import { useCallback, useState } from 'react'
import { RunView } from '@/components/runs/run-view'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { isUnfinished, type RunSnapshot } from '@/lib/client/runs'
import type { WizardActions } from './actions'
import type { AnyWizard } from './answers'
import type { WizardState } from './use-wizard'

/** The run, live; when it has succeeded, what is now true and where to go on. */
export function WizardFinish({
  wizard,
  state,
  actions,
}: {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
}) {
  const { setFinished } = state
  const [run, setRun] = useState<RunSnapshot | null>(null)
  const follow = useCallback(
    (snapshot: RunSnapshot) => {
      setRun(snapshot)
      setFinished(!isUnfinished(snapshot.state))
    },
    [setFinished],
  )
  if (!state.runId) return null
  const links = (run?.state === 'succeeded' && wizard.next?.(state.facts, state.answers)) || []
  return (
    <>
      {run?.state === 'succeeded' && (
        <Alert tone="success" live title={`${run.title}: done.`}>
          {run.stepCount} {run.stepCount === 1 ? 'step' : 'steps'} ran; each is below with what it changed.
        </Alert>
      )}
      {links.length > 0 && (
        <nav aria-label="Where to go on" className="flex flex-wrap gap-2">
          {links.map(({ label, href }) => (
            <LinkButton key={href} href={href} onClick={state.forget}>
              {label}
            </LinkButton>
          ))}
        </nav>
      )}
      <RunView runId={state.runId} actions={actions.run} embedded onChange={follow} />
    </>
  )
}
