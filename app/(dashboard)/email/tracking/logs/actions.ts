'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/lib/server/db'
import { callerOf, execute } from '@/lib/server/execute'
import { loggingSwitches } from '@/lib/server/protocol-logging'
import { writeRefusal } from '@/lib/server/refusal-note'
import { checkAdministrator } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'

const source = '/email/tracking/logs'

/** Turns the protocol logging of a connector on or off: the form names which, and how it was when the page was made. */
export async function switchLoggingAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const { site } = await openSite(db, callerOf(person.value.email))
  const found = (await loggingSwitches(site)).find(({ id }) => id === form.get('id'))
  if (found && String(found.verbose) === form.get('verbose')) {
    const done = await execute(found.change, { actor: person.value.email, source })
    if (!done.ok) redirect(`${source}?failed=${writeRefusal(done.error)}`)
  }
  revalidatePath(source)
}
