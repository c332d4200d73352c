import type { TriedStep } from '@/lib/runbooks/change'
import { printRunbook, type Runbook } from '@/lib/runbooks/runbook'
import { type ErrorRecord, errorRecord, secure } from '@/lib/shell'
import {
  type AnswerError,
  type Answers,
  checkAnswers,
  fieldOf,
  loadWizard,
  type Wizard,
  type WizardId,
  withSuggestions,
} from '@/lib/wizards'
import { db } from './db'
import { callerOf } from './execute'
import { lackingRoles } from './lacking-roles'
import { startRun, tryRunbook } from './runs'
import type { Person } from './session'
import { openSite } from './site'
import { vault } from './vault'
import { wizardFacts } from './wizard-facts'

export type Prepared =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly errors: readonly AnswerError[] }

/** A wizard, and what it is opened for. */
export interface Asked {
  readonly id: WizardId
  readonly subject: string
}

const longestAnswer = 100_000

/** The answers of a form that anybody may have sent: only texts and switches, no text that a script cannot hold. */
function readAnswers(given: unknown): { answers: Answers; errors: AnswerError[] } {
  const answers: Record<string, string | boolean> = {}
  const errors: AnswerError[] = []
  for (const [field, value] of Object.entries(given ?? {})) {
    if (typeof value !== 'string' && typeof value !== 'boolean') continue
    const bad =
      typeof value === 'string' &&
      (value.length > longestAnswer || value.includes('\0') || !value.isWellFormed())
    if (bad) errors.push({ field, error: unreadable(value) })
    else answers[field] = value
  }
  return { answers, errors }
}

function unreadable(value: string) {
  const [what, how] =
    value.length > longestAnswer
      ? [`This answer is ${value.length} characters long.`, 'Shorten it.']
      : ['This answer holds a character that cannot be kept.', 'Type it again instead of pasting it.']
  return errorRecord('InvalidArgument', 'AnswerUnreadable', what, { recommendedAction: how })
}

/** Checks the answers by the wizard's own rules, and compiles them with the secrets sealed. */
export async function prepareWizard(
  { id, subject }: Asked,
  given: unknown,
  person: Person,
): Promise<Prepared> {
  const [wizard, found] = await Promise.all([loadWizard(id), wizardFacts(id, subject, person)])
  if (!found.ok) return { ok: false, errors: [{ error: found.error }] }
  const facts = found.value
  const read = readAnswers(given)
  const answers = withSuggestions(wizard, facts, read.answers)
  const errors = [...read.errors, ...checkAnswers(wizard, facts, answers)]
  if (errors.length > 0) return { ok: false, errors }
  const sealed = (field: string, prompt: string) => secure(prompt, vault.seal(String(answers[field] ?? '')))
  return { ok: true, runbook: wizard.compile(facts, answers, sealed) }
}

/** An error of a step, at the field that stands for its parameter. */
function atField(wizard: Wizard<unknown>, steps: readonly TriedStep[]): AnswerError[] {
  return steps.flatMap(({ error }) => {
    if (!error) return []
    const field = fieldOf(wizard, error)
    return [field ? { field, error } : { error }]
  })
}

/** What is said to another server stays said when a trial is rolled back. */
function notTried(wizard: Wizard<unknown>): ErrorRecord {
  return errorRecord('InvalidOperation', 'WizardNotTried', `"${wizard.title}" cannot be tried first.`, {
    recommendedAction: 'Read its commands, and run it when they are right.',
  })
}

/** "Try it first": what each step would change; the first that would fail also as an error at its field. */
export async function tryWizard(asked: Asked, given: unknown, person: Person) {
  const wizard = await loadWizard(asked.id)
  if (wizard.speaks) return { ok: false as const, errors: [{ error: notTried(wizard) }] }
  const prepared = await prepareWizard(asked, given, person)
  if (!prepared.ok) return prepared
  const steps = await tryRunbook(prepared.runbook, person.email)
  return { ok: true as const, steps, errors: atField(wizard, steps) }
}

export async function startWizard(asked: Asked, given: unknown, key: string, person: Person) {
  const prepared = await prepareWizard(asked, given, person)
  if (!prepared.ok) return prepared
  const { site } = await openSite(db, callerOf(person.email))
  const lacking = await lackingRoles(prepared.runbook, site)
  if (lacking.length > 0) return { ok: false as const, errors: lacking.map((error) => ({ error })) }
  return {
    ok: true as const,
    runId: await startRun(
      prepared.runbook,
      { actor: person.email, source: `wizard:${asked.id}` },
      { key: `${person.id}:${key}` },
    ),
  }
}

export async function wizardScript(asked: Asked, given: unknown, person: Person) {
  const prepared = await prepareWizard(asked, given, person)
  return prepared.ok
    ? { ok: true as const, text: printRunbook(prepared.runbook), fileName: `${asked.id}.ps1` }
    : prepared
}
