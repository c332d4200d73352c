'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormState } from '@/components/account/form-state'
import { changeName } from '@/lib/server/administrators'
import { checkPerson, currentPerson } from '@/lib/server/session'
import { clearSessionCookie } from '@/lib/server/session-cookie'
import { endSession, endSessions } from '@/lib/server/sessions'
import { changePassword } from '@/lib/server/sign-in'

/** One's own account is one's own: an Observer may do all of this, too. */
export async function changeNameAction(_: FormState<void>, form: FormData): Promise<FormState<void>> {
  const person = await checkPerson()
  const name = String(form.get('name') ?? '')
  if (!person.ok) return { typed: { name }, result: person }
  const result = await changeName(person.value.id, name)
  if (result.ok) revalidatePath('/', 'layout')
  return { typed: { name }, result }
}

type PasswordChanged = { endedSessions: number }

export async function changePasswordAction(
  _: FormState<PasswordChanged>,
  form: FormData,
): Promise<FormState<PasswordChanged>> {
  const person = await checkPerson()
  if (!person.ok) return { typed: {}, result: person }
  const result = await changePassword(person.value, {
    current: String(form.get('current') ?? ''),
    next: String(form.get('next') ?? ''),
  })
  if (result.ok) revalidatePath('/settings/account')
  return { typed: {}, result }
}

/** A session that is gone already is as good as ended. */
export async function endSessionAction(form: FormData): Promise<void> {
  const person = await checkPerson()
  if (person.ok) await endSession(person.value.id, String(form.get('sessionId')))
  revalidatePath('/settings/account')
}

export async function signOutEverywhereAction(): Promise<void> {
  const person = await currentPerson()
  if (person) await endSessions(person.id)
  await clearSessionCookie()
  redirect('/sign-in')
}
