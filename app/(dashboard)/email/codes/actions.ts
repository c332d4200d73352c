'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormState } from '@/components/account/form-state'
import type { ExplainedReply } from '@/components/codes/explain-state'
import { longestExplained } from '@/lib/exchange'
import { db } from '@/lib/server/db'
import { callerOf, execute } from '@/lib/server/execute'
import { explainOnSite } from '@/lib/server/explain'
import { writeProduced } from '@/lib/server/produced-note'
import { writeRefusal } from '@/lib/server/refusal-note'
import { checkAdministrator, checkPerson } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'
import { command, ok, refuse } from '@/lib/shell'

const source = '/email/codes'
const nothingToExplain = refuse('InvalidArgument', 'NothingToExplain', 'There is nothing to explain yet.', {
  target: 'text',
  recommendedAction: 'Paste a report, an error or a code.',
})

/** Explains what somebody pasted: a report, an error of a queue, a line of a log. It changes nothing. */
export async function explainAction(
  _: FormState<readonly ExplainedReply[]>,
  form: FormData,
): Promise<FormState<readonly ExplainedReply[]>> {
  const text = String(form.get('text') ?? '').slice(0, longestExplained)
  const typed = { text }
  const person = await checkPerson()
  if (!person.ok) return { typed, result: person }
  if (text.trim() === '') return { typed, result: nothingToExplain }
  const { site } = await openSite(db, callerOf(person.value.email))
  return { typed, result: ok(await explainOnSite(site, text)) }
}

/** Produces a code on the site, and leads to what came of it. */
export async function produceCodeAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const code = String(form.get('code') ?? '').slice(0, 20)
  const scenario = String(form.get('scenario') ?? '').slice(0, 40)
  const which = scenario === '' ? {} : { Scenario: scenario }
  const made = await execute(command('Send-NonDeliveryTest', { StatusCode: code, ...which }), {
    actor: person.value.email,
    source,
  })
  revalidatePath(source)
  const back = `${source}?selected=${encodeURIComponent(code)}`
  if (!made.ok) redirect(`${back}&failed=${writeRefusal(made.error)}`)
  redirect(`${back}&produced=${writeProduced(made.value.output?.[0])}`)
}
