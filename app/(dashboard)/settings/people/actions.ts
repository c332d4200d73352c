'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormState } from '@/components/account/form-state'
import type { HandedPassword } from '@/components/account/handed-password'
import { changeRole, invite, removeAccount, resetPassword } from '@/lib/server/administrators'
import { checkAdministrator } from '@/lib/server/session'

export async function inviteAction(
  _: FormState<HandedPassword>,
  form: FormData,
): Promise<FormState<HandedPassword>> {
  const typed = { email: text(form, 'email'), name: text(form, 'name'), role: text(form, 'role') }
  const by = await checkAdministrator()
  if (!by.ok) return { typed, result: by }
  const result = await invite(typed)
  if (!result.ok) return { typed, result }
  revalidatePath('/settings/people')
  return { typed: {}, result }
}

export async function changeRoleAction(_: FormState<void>, form: FormData): Promise<FormState<void>> {
  const typed = { role: text(form, 'role') }
  const by = await checkAdministrator()
  if (!by.ok) return { typed, result: by }
  const result = await changeRole(text(form, 'id'), typed.role)
  if (result.ok) revalidatePath('/', 'layout')
  return { typed, result }
}

export async function resetPasswordAction(
  _: FormState<HandedPassword>,
  form: FormData,
): Promise<FormState<HandedPassword>> {
  const by = await checkAdministrator()
  return { typed: {}, result: by.ok ? await resetPassword(text(form, 'id'), by.value) : by }
}

/** Back to the list when it is done; whoever removes themselves goes on to the sign-in page from there. */
export async function removeAction(_: FormState<void>, form: FormData): Promise<FormState<void>> {
  const by = await checkAdministrator()
  const result = by.ok ? await removeAccount(text(form, 'id')) : by
  if (!result.ok) return { typed: {}, result }
  revalidatePath('/settings/people')
  redirect('/settings/people')
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
}
