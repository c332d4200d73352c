'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { probeOptions } from '@/lib/client/use-probe'
import { errorRecord } from '@/lib/shell'
import { type AnswerError, checkPage } from '@/lib/wizards'
import type { WizardActions } from './actions'
import { type AnyWizard, isBlocked } from './answers'
import { asSentence, probeOf } from './probe-of'
import { finishStep, reviewStep, type WizardState } from './use-wizard'

const notReached = errorRecord('ResourceUnavailable', 'NotReached', 'The server did not answer.', {
  recommendedAction: 'Try again: the same wizard never starts a second run.',
})

/** What Next and the finish button do. `onRefused` is called when a page does not let Next through. */
export function useSteps(
  wizard: AnyWizard,
  state: WizardState,
  actions: WizardActions,
  onRefused: () => void,
) {
  const { current, steps, at, answers, facts } = state
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const working = useRef(false)

  const next = async () => {
    if (!current) return
    state.leave(...current.fields.map(({ name }) => name))
    const wrong = isBlocked(current, facts, answers) || checkPage(current.page, facts, answers).length > 0
    const taken = wrong ? [] : await refusedProbes()
    if (taken.length > 0) state.place(taken)
    if (wrong || taken.length > 0) onRefused()
    else state.goTo(steps[at + 1] ?? reviewStep)
  }

  /** What the server says to the probed fields of this page; one that cannot be asked now is asked when it runs. */
  const refusedProbes = async (): Promise<AnswerError[]> => {
    const fields = current?.fields.filter(({ probed }) => probed && actions.probe) ?? []
    const asked = fields.map(async (field): Promise<AnswerError[]> => {
      const probe = probeOf(wizard, actions, field, answers)
      const asks = probe.value !== '' || field.kind === 'password'
      const answer = asks && (await client.fetchQuery(probeOptions(probe)).catch(() => null))
      if (!answer || answer.state === 'free') return []
      return [
        { field: field.name, error: errorRecord('ResourceExists', 'Refused', asSentence(answer.message)) },
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
    if (working.current) return
    working.current = true
    setBusy(true)
    state.setFormError(null)
    await work().catch(() => state.setFormError(notReached))
    working.current = false
    setBusy(false)
  }

  const submit = () => once(state.step === reviewStep ? start : next)
  return { busy, once, submit }
}
