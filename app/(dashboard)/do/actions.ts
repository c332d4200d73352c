'use server'

import { revalidatePath } from 'next/cache'
import { integrationPrerequisites } from '@/lib/essentials'
import { printRunbook } from '@/lib/runbooks/runbook'
import { db } from '@/lib/server/db'
import { callerOf, executeAll } from '@/lib/server/execute'
import { probe } from '@/lib/server/probes'
import { formKey, retryRun, runbookOf, startRun, undoRun } from '@/lib/server/runs'
import { checkAdministrator, checkPerson } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'
import { keepUpload } from '@/lib/server/uploads'
import { wizardFacts } from '@/lib/server/wizard-facts'
import { type Asked, startWizard, tryWizard, wizardScript } from '@/lib/server/wizard-runbook'
import { type ErrorRecord, errorRecord, refuse } from '@/lib/shell'
import { type Answers, isWizardId } from '@/lib/wizards'

type Refused = { ok: false; errors: { error: ErrorRecord }[] }
const unknownWizard = errorRecord('ObjectNotFound', 'WizardNotFound', 'There is no such wizard.')
const refused = (error: ErrorRecord): Refused => ({ ok: false, errors: [{ error }] })

/** A wizard's name and subject come from the browser: neither is believed. */
function asked(subject: unknown, wizard: unknown): Asked | null {
  const id = String(wizard)
  return isWizardId(id) ? { id, subject: String(subject).slice(0, 2000) } : null
}

export async function previewAction(subject: string, wizard: string, answers: Answers) {
  const person = await checkAdministrator()
  const ask = asked(subject, wizard)
  if (!person.ok) return refused(person.error)
  return ask ? tryWizard(ask, answers, person.value) : refused(unknownWizard)
}

export async function startAction(subject: string, wizard: string, answers: Answers, key: string) {
  const person = await checkAdministrator()
  const ask = asked(subject, wizard)
  if (!person.ok) return refused(person.error)
  return ask ? startWizard(ask, answers, formKey(key), person.value) : refused(unknownWizard)
}

export async function scriptAction(subject: string, wizard: string, answers: Answers) {
  const person = await checkPerson()
  const ask = asked(subject, wizard)
  if (!person.ok) return refused(person.error)
  return ask ? wizardScript(ask, answers, person.value) : refused(unknownWizard)
}

export async function probeAction(
  subject: string,
  _wizard: string,
  field: string,
  value: string,
  answers: Answers,
) {
  const person = await checkPerson()
  if (!person.ok) return { state: 'invalid' as const, message: person.error.message }
  return probe(String(field), String(value).slice(0, 1000), answers ?? {}, person.value, String(subject))
}

/** Runs the commands that mend one failed check, and gives the facts as they are then. */
export async function repairAction(subject: string, wizard: string, checkId: string) {
  const person = await checkAdministrator()
  const ask = asked(subject, wizard)
  if (!person.ok) return { ok: false, error: person.error }
  if (!ask) return { ok: false, error: unknownWizard }
  const { site } = await openSite(db, callerOf(person.value.email))
  const check = (await integrationPrerequisites(site)).find(({ id }) => id === checkId)
  if (!check?.repair)
    return {
      ok: false,
      error: errorRecord('ObjectNotFound', 'NothingToMend', 'Nothing can be mended here by a command.'),
    }
  const done = await executeAll(check.repair, { actor: person.value.email, source: `wizard:${ask.id}` })
  const facts = await wizardFacts(ask.id, ask.subject, person.value)
  return done.ok ? { ok: true, facts: facts.ok ? facts.value : undefined } : { ok: false, error: done.error }
}

export async function uploadAction(form: FormData) {
  const person = await checkAdministrator()
  if (!person.ok) return { ok: false as const, error: person.error }
  const kept = await keepUpload(form.get('file'), person.value)
  return kept.ok ? { ok: true as const, ...kept.value } : { ok: false as const, error: kept.error }
}

export async function retryAction(runId: string) {
  const person = await checkAdministrator()
  if (!person.ok) return { ok: false as const, error: person.error }
  const result = await retryRun(String(runId))
  return result.ok ? { ok: true as const } : { ok: false as const, error: result.error }
}

export async function undoAction(runId: string) {
  const person = await checkAdministrator()
  if (!person.ok) return { ok: false as const, error: person.error }
  const result = await undoRun(String(runId), {
    actor: person.value.email,
    source: `/activity/runs/${runId}`,
  })
  revalidatePath('/activity/runs', 'layout')
  return result.ok
    ? { ok: true as const, runId: result.value.runId }
    : { ok: false as const, error: result.error }
}

export async function againAction(runId: string) {
  const person = await checkAdministrator()
  if (!person.ok) return { ok: false as const, error: person.error }
  const runbook = await runbookOf(String(runId))
  if (!runbook)
    return {
      ok: false as const,
      error: errorRecord('ObjectNotFound', 'RunNotFound', 'There is no such run.'),
    }
  return {
    ok: true as const,
    runId: await startRun(runbook, { actor: person.value.email, source: `/activity/runs/${runId}` }),
  }
}

export async function runScriptAction(runId: string) {
  const person = await checkPerson()
  if (!person.ok) return { ok: false as const, error: person.error }
  const runbook = await runbookOf(String(runId))
  if (!runbook)
    return refuse('ObjectNotFound', 'RunNotFound', 'There is no such run.') as {
      ok: false
      error: ErrorRecord
    }
  return { ok: true as const, text: printRunbook(runbook), fileName: 'runbook.ps1' }
}
