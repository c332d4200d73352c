'use client'

import { useEffect, useRef, useState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { cx } from '@/components/ui/cx'
import type { WizardActions } from './actions'
import { type AnyWizard, say } from './answers'
import { useSteps } from './use-steps'
import { finishStep, reviewStep, type WizardState } from './use-wizard'
import { WizardButtons } from './wizard-buttons'
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
  const { current, step, at, steps, answers, facts, finished } = state
  const body = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [refusals, setRefusals] = useState(0)
  const { busy, once, submit } = useSteps(wizard, state, actions, () => setRefusals((count) => count + 1))
  const title = current?.page.title ?? (step === reviewStep ? 'Review' : finished ? 'Finished' : wizard.title)
  useDocumentTitle(`${title} – ${wizard.title}`)

  // A new page begins at its heading, or at the field that the server refused.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what changes the page
  useEffect(() => {
    if (!focusError(body.current)) heading.current?.focus()
  }, [step])

  // A page that does not let Next through leads to the field that is wrong, once its error is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal counts anew
  useEffect(() => {
    focusError(body.current)
  }, [refusals])

  const content = (
    <>
      <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-[34px] pt-7 pb-6 max-sm:px-4 max-sm:pt-5">
        <h3
          ref={heading}
          tabIndex={-1}
          // A wizard of one page: on a phone the same words stand right above.
          className={cx('text-[19px] leading-7 font-semibold', title === wizard.title && 'max-sm:sr-only')}
        >
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
          {step === finishStep && <WizardFinish {...{ wizard, state, actions }} />}
        </div>
      </div>
      <WizardButtons {...{ wizard, state, busy, onClose }} />
    </>
  )
  const className = 'flex min-h-0 min-w-0 flex-1 flex-col'
  // The run has forms of its own.
  if (step === finishStep) return <div className={className}>{content}</div>
  return (
    <form
      // Sent before scripts run, passwords do not become a part of the address.
      method="post"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className={className}
    >
      {content}
    </form>
  )
}

function focusError(body: HTMLElement | null): boolean {
  const field = body?.querySelector<HTMLElement>('[aria-invalid="true"]')
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
  return Boolean(field)
}

/** The page's own title comes with the server's stream and may arrive after this one: it is put right again. */
function useDocumentTitle(title: string) {
  const own = useRef('')
  useEffect(() => {
    const before = own.current || document.title
    own.current = before
    const put = () => {
      if (document.title !== title) document.title = title
    }
    put()
    const observer = new MutationObserver(put)
    observer.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => {
      observer.disconnect()
      if (document.title === title) document.title = before
    }
  }, [title])
}
