'use client'

import { useEffect, useRef, useState } from 'react'
import type { ErrorRecord } from '@/lib/shell'
import { type AnswerError, checkPage } from '@/lib/wizards'
import {
  type AnyWizard,
  firstOpenPage,
  placeOf,
  type ShownPage,
  stand,
  type Typed,
  withoutSecrets,
} from './answers'
import { findKept, forget, keep, newKey } from './kept'

export const reviewStep = 'review'
export const finishStep = 'finish'

/** An error from the server, shown as long as the field holds the value that it is about. */
interface ServerError {
  readonly error: ErrorRecord
  readonly value: unknown
}

/** Where the wizard is and what was answered: the state of the one renderer, and the ways it changes. */
export function useWizard(wizard: AnyWizard, initialFacts: unknown, initial: Typed) {
  const [facts, setFacts] = useState(initialFacts)
  const [typed, setTyped] = useState<Typed>(initial)
  const [step, setStep] = useState(wizard.pages[0]?.id ?? reviewStep)
  const [runId, setRunId] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [serverErrors, setServerErrors] = useState<Readonly<Record<string, ServerError>>>({})
  const [formError, setFormError] = useState<ErrorRecord | null>(null)
  const [touched, setTouched] = useState(false)
  /** The run has come to its end, whichever. */
  const [finished, setFinished] = useState(false)
  const key = useRef<string | null>(null)

  const { pages, answers } = stand(wizard, facts, typed)
  const steps = [...pages.map(({ page }) => page.id), reviewStep, finishStep]
  const at = Math.max(0, steps.indexOf(step))
  const current = pages.find(({ page }) => page.id === steps[at]) ?? null

  const opened = useRef(false)
  useEffect(() => {
    if (opened.current) return
    opened.current = true
    const kept = findKept(wizard.id)
    key.current = kept?.key ?? newKey()
    if (!kept) return
    const all = { ...initial, ...kept.typed }
    const then = stand(wizard, initialFacts, all)
    const open = firstOpenPage(then.pages, initialFacts, then.answers)
    const order = [...then.pages.map(({ page }) => page.id), reviewStep, finishStep]
    const reached = open === null ? kept.step : order[Math.min(order.indexOf(kept.step), order.indexOf(open))]
    setTyped(all)
    setTouched(true)
    setRunId(kept.runId)
    setStep(kept.runId ? finishStep : (reached ?? order[0] ?? reviewStep))
  }, [wizard, initial, initialFacts])

  useEffect(() => {
    if (!touched || !key.current) return
    keep(wizard.id, { typed: withoutSecrets(wizard, typed, 'file'), step, key: key.current, runId })
  }, [wizard, typed, step, runId, touched])

  const errorsOf = (shown: ShownPage): Readonly<Record<string, ErrorRecord>> => {
    const found = checkPage(shown.page, facts, answers).filter(({ field }) => field && left.has(field))
    const server = Object.entries(serverErrors).filter(([name, { value }]) => answers[name] === value)
    return {
      ...Object.fromEntries(server.map(([name, { error }]) => [name, error])),
      ...Object.fromEntries(found.map(({ field, error }) => [field, error])),
    }
  }

  return {
    ...{ facts, setFacts, answers, pages, steps, at, step: steps[at] ?? reviewStep, current },
    ...{ runId, setRunId, formError, setFormError, touched, finished, setFinished, errorsOf },
    key: () => (key.current ??= newKey()),
    goTo: setStep,
    change(name: string, value: string | boolean) {
      setTouched(true)
      setTyped((before) => ({ ...before, [name]: value }))
    },
    /** The field was left: from now on its errors are shown. */
    leave: (...names: string[]) => setLeft((before) => new Set([...before, ...names])),
    /** Puts the server's errors at their fields, and goes to the first; what belongs to none concerns the whole. */
    place(errors: readonly AnswerError[]) {
      const placed = errors.map((one) => ({ ...one, at: placeOf(pages, one) }))
      const mine = placed.flatMap(({ at, error }) =>
        at ? [[at.field, { error, value: answers[at.field] }]] : [],
      )
      setServerErrors((before) => ({ ...before, ...Object.fromEntries(mine) }))
      setFormError(placed.find(({ at }) => !at)?.error ?? null)
      const first = placed.find(({ at }) => at)?.at
      if (first) setStep(first.page)
    },
    forget: () => forget(wizard.id),
  }
}

export type WizardState = ReturnType<typeof useWizard>
