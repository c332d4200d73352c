'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { probeOptions } from '@/lib/client/use-probe'
import { type ErrorRecord, errorRecord } from '@/lib/shell'
import { type AnswerError, checkPage } from '@/lib/wizards'
import type { WizardActions } from './actions'
import { type AnyWizard, isBlocked, say } from './answers'
import { probeOf } from './probe-of'
import { finishStep, reviewStep, type WizardState } from './use-wizard'
import { WizardFinish } from './wizard-finish'
import { WizardPage } from './wizard-page'
import { WizardReview } from './wizard-review'

interface BodyProps {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
  onClose: () => void
}

/** The page, its heading, and the buttons. Enter is Next. */
export function WizardBody({ wizard, state, actions, onClose }: BodyProps) {
  const { current, step, at, steps, answers, facts } = state
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [finished, setFinished] = useState(false)
  const starting = useRef(false)
  const title = current?.page.title ?? (step === reviewStep ? 'Review' : finished ? 'Finished' : wizard.title)
  useAnnouncedTitle(`${title} – ${wizard.title}`)

  // A new page begins at its heading, or at the field that the server refused.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what changes the page
  useEffect(() => {
    if (!focusError(form.current)) heading.current?.focus()
  }, [step])

  const next = async () => {
    if (!current) return
    state.leave(...current.fields.map(({ name }) => name))
    const wrong = isBlocked(current, facts, answers) || checkPage(current.page, facts, answers).length > 0
    const taken = wrong ? [] : await refusedProbes()
    if (taken.length > 0) state.place(taken)
    if (wrong || taken.length > 0) requestAnimationFrame(() => focusError(form.current))
    else state.goTo(steps[at + 1] ?? reviewStep)
  }

  /** What the server says to the probed fields of this page; one that cannot be asked now is asked when it runs. */
  const refusedProbes = async (): Promise<AnswerError[]> => {
    const fields = current?.fields.filter(({ probed }) => probed && actions.probe) ?? []
    const asked = fields.map(async (field): Promise<AnswerError[]> => {
      const probe = probeOf(wizard, actions, field, answers)
      const answer = probe.value && (await client.fetchQuery(probeOptions(probe)).catch(() => null))
      if (!answer || answer.state === 'free') return []
      return [
        { field: field.name, error: errorRecord('ResourceExists', 'Refused', sentence(answer.message)) },
      ]
    })
    return (await Promise.all(asked)).flat()
  }

  const start = async () => {
    const answer = await actions.start(wizard.id, answers, state.key())
    if (!answer.ok) return state.place(answer.errors)
    state.setRunId(answer.runId)
    state.goTo(finishStep)
  }

  /** One at a time, whatever is clicked; a server that cannot be reached is said, and nothing is lost. */
  const once = async (work: () => Promise<unknown>) => {
    if (starting.current) return
    starting.current = true
    setBusy(true)
    state.setFormError(null)
    await work().catch(() => state.setFormError(notReached))
    starting.current = false
    setBusy(false)
  }

  const blocked = current && isBlocked(current, facts, answers)
  return (
    <form
      ref={form}
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        once(step === reviewStep ? start : next)
      }}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-[34px] pt-7 pb-6 max-sm:px-4 max-sm:pt-5">
        <h3 ref={heading} tabIndex={-1} className="text-[19px] leading-7 font-semibold">
          {title}
        </h3>
        <p role="status" className="sr-only">
          Step {at + 1} of {steps.length}: {title}
        </p>
        {current?.page.lead && <p className="mt-0.5 text-soft">{say(current.page.lead, facts, answers)}</p>}
        <div className="mt-5 flex flex-col gap-[18px]">
          {state.formError && <ErrorAlert error={state.formError} live />}
          {current && <WizardPage key={step} {...{ wizard, state, actions, shown: current }} />}
          {step === reviewStep && <WizardReview {...{ wizard, state, actions, once }} />}
          {step === finishStep && <WizardFinish {...{ wizard, state, actions }} onFinished={setFinished} />}
        </div>
      </div>
      <div className="flex items-center gap-2 border-t border-line px-[34px] py-3.5 max-sm:px-4">
        <span className="flex-1 text-xs text-faint">
          Step {at + 1} of {steps.length}
        </span>
        {step === finishStep ? (
          <Button look={finished ? 'primary' : 'secondary'} onClick={onClose}>
            {finished ? 'Close' : 'Close; the run goes on'}
          </Button>
        ) : (
          <>
            {at > 0 && <Button onClick={() => state.goTo(steps[at - 1] ?? '')}>Back</Button>}
            <Button
              type="submit"
              look="primary"
              busy={busy}
              disabledReason={blocked && 'A check has failed: mend it first, or see what it says.'}
            >
              {step === reviewStep ? wizard.finish : 'Next'}
            </Button>
            <Button look="quiet" onClick={onClose}>
              Cancel
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

const notReached: ErrorRecord = errorRecord(
  'ResourceUnavailable',
  'NotReached',
  'The server did not answer.',
  {
    recommendedAction: 'Try again: the same wizard never starts a second run.',
  },
)

function focusError(form: HTMLFormElement | null): boolean {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  field?.focus()
  return Boolean(field)
}

/** "taken by Frank Moore" as an error of its own. */
function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

function useAnnouncedTitle(title: string) {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
}
