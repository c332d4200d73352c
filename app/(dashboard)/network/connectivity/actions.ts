'use server'

import type { FormState } from '@/components/account/form-state'
import { runSignedIn, type SignedInTest } from '@/lib/server/connectivity'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkAdministrator } from '@/lib/server/session'

/** Signs in to a mailbox of the site as Outlook or a telephone would. The password comes in a form, never in an address. */
export async function signInTestAction(
  _: FormState<SignedInTest>,
  form: FormData,
): Promise<FormState<SignedInTest>> {
  const person = await checkAdministrator()
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = { address: text('address') }
  if (!person.ok) return { typed, result: person }
  const site = await readSite(callerOf(person.value.email))
  const result = await runSignedIn(site, {
    ...typed,
    test: text('test'),
    from: text('from'),
    password: text('password'),
  })
  return { typed, result }
}
