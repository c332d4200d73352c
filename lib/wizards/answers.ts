import { type ErrorRecord, errorRecord } from '@/lib/shell'
import type { Answers, Field, Page, Wizard } from './wizard'

/** An error that belongs to one field, or to the whole form when `field` is absent. */
export interface AnswerError {
  readonly field?: string
  readonly error: ErrorRecord
}

/** The pages that these answers lead through. */
export function shownPages<F>(wizard: Wizard<F>, facts: F, answers: Answers): readonly Page<F>[] {
  return wizard.pages.filter((page) => page.shown?.(facts, answers) ?? true)
}

export function shownFields<F>(page: Page<F>, facts: F, answers: Answers): readonly Field<F>[] {
  return page.fields.filter((field) => field.shown?.(facts, answers) ?? true)
}

/** What was answered, with each field's suggestion where nothing was. Later suggestions see earlier ones. */
export function withSuggestions<F>(wizard: Wizard<F>, facts: F, given: Answers): Answers {
  const answers: Record<string, string | boolean> = { ...given }
  for (const { name, suggest, kind } of wizard.pages.flatMap((page) => page.fields))
    answers[name] ??= suggest?.(facts, answers) ?? (kind === 'toggle' ? false : '')
  return answers
}

/** The errors of one page's fields, each by the field's own rule; a choice must be one that is offered. */
export function checkPage<F>(page: Page<F>, facts: F, answers: Answers): readonly AnswerError[] {
  return shownFields(page, facts, answers).flatMap((field) => {
    const value = answers[field.name] ?? ''
    const result = field.check?.(value, facts, answers)
    if (result && !result.ok) return [{ field: field.name, error: result.error }]
    if (field.kind !== 'choice') return []
    const offered = field.options(facts, answers).some((one) => one.value === value && !one.disabled)
    return offered ? [] : [{ field: field.name, error: notOffered }]
  })
}

/** A reload brings back what was chosen before something changed, and a form may send anything. */
const notOffered = errorRecord('InvalidArgument', 'ChoiceNotOffered', 'This cannot be chosen any more.', {
  recommendedAction: 'Choose one of those that are offered now.',
})

export function checkAnswers<F>(wizard: Wizard<F>, facts: F, answers: Answers): readonly AnswerError[] {
  return shownPages(wizard, facts, answers).flatMap((page) => checkPage(page, facts, answers))
}

/** The field that stands for the parameter which an ErrorRecord names. */
export function fieldOf<F>(wizard: Wizard<F>, { target }: ErrorRecord): string | undefined {
  const fields = wizard.pages.flatMap((page) => page.fields)
  return fields.find(
    ({ name, parameter }) => target !== undefined && (parameter === target || name === target),
  )?.name
}
