'use client'

import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Code } from '@/components/ui/code'
import { OpenInShell } from '@/components/ui/open-in-shell'
import { saveScript } from '@/lib/client/save-file'
import type { TriedStep } from '@/lib/runbooks/change'
import { stepLines } from '@/lib/runbooks/runbook'
import type { WizardActions } from './actions'
import type { AnyWizard } from './answers'
import { compileHere } from './page-commands'
import { PreviewResult } from './preview-result'
import type { WizardState } from './use-wizard'

const shownSteps = 40

interface ReviewProps {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
  /** Runs one thing at a time and says when the server cannot be reached. */
  once: (work: () => Promise<unknown>) => Promise<void>
}

/** The runbook, to be read, tried and saved before it runs. */
export function WizardReview({ wizard, state, actions, once }: ReviewProps) {
  const { facts, answers } = state
  const [tried, setTried] = useState<readonly TriedStep[] | null>(null)
  const runbook = compileHere(wizard, facts, answers)
  if (!runbook)
    return (
      <Alert tone="warning" title="These answers do not make a runbook yet.">
        Go back and look for a field that is empty or holds characters that no script can hold.
      </Alert>
    )
  const tryFirst = async () => {
    setTried(null)
    const answer = await actions.preview(wizard.id, answers)
    if (answer.ok) setTried(answer.steps)
    else state.place(answer.errors)
  }
  const save = async () => {
    const answer = await actions.script(wizard.id, answers)
    if (answer.ok) saveScript(answer.text, answer.fileName)
    else state.place(answer.errors)
  }
  const { steps } = runbook
  const lines = stepLines(steps)
  return (
    <>
      <p className="-mt-4 text-soft">
        {steps.length === 0
          ? 'Everything is already as you want it: nothing would be changed.'
          : `${runbook.title}: ${steps.length} ${steps.length === 1 ? 'command' : 'commands'}. Nothing has been changed yet.`}
        {wizard.speaks && ' It cannot be tried first: what is said to another server cannot be taken back.'}
      </p>
      <div className="flex flex-wrap gap-2">
        {!wizard.speaks && <Button onClick={() => once(tryFirst)}>Try it first</Button>}
        <Button onClick={() => once(save)}>Save as .ps1</Button>
        {steps.length > 0 && <OpenInShell newTab lines={lines} />}
      </div>
      {tried ? (
        <PreviewResult steps={tried} />
      ) : (
        <Code label="the runbook" code={lines.slice(0, 2 * shownSteps)} />
      )}
      {!tried && steps.length > shownSteps && (
        <p className="text-xs text-faint">
          and {steps.length - shownSteps} more; the saved script has them all.
        </p>
      )}
    </>
  )
}
