'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { findRunningDrill, levels, siteTroubles, troublesSince } from '@/lib/drills'
import { db } from '@/lib/server/db'
import { callerOf, execute } from '@/lib/server/execute'
import { writeRefusal } from '@/lib/server/refusal-note'
import { checkAdministrator } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'
import { command } from '@/lib/shell'

const source = '/help/drills'

/** Begins a drill of the level that was chosen, or of any. */
export async function startDrillAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const Level = levels.find((level) => level === form.get('level'))
  const begun = await execute(command('Start-Drill', { Level }), { actor: person.value.email, source })
  revalidatePath('/', 'layout')
  redirect(begun.ok ? source : `${source}?failed=${writeRefusal(begun.error)}`)
}

/** Asks all checks, and ends the drill when the site is healthy again. */
export async function checkDrillAction(): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const { site } = await openSite(db, callerOf(person.value.email))
  const running = await findRunningDrill(site)
  const left = running ? troublesSince(running.properties.before, await siteTroubles(site)) : []
  if (left.length === 0) await finish('Complete-Drill', person.value.email, running?.properties.startedAt)
  revalidatePath('/', 'layout')
  redirect(`${source}?checked=${left.length}`)
}

/** Gives up: the fault is taken back, and told. */
export async function stopDrillAction(): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const { site } = await openSite(db, callerOf(person.value.email))
  const running = await findRunningDrill(site)
  await finish('Stop-Drill', person.value.email, running?.properties.startedAt)
}

/** Runs what ends a drill, and leads to what it was. */
async function finish(name: string, actor: string, startedAt: string | undefined): Promise<never> {
  const ended = await execute(command(name), { actor, source })
  revalidatePath('/', 'layout')
  if (!ended.ok) redirect(`${source}?failed=${writeRefusal(ended.error)}`)
  redirect(startedAt ? `${source}?over=${encodeURIComponent(startedAt)}` : source)
}
