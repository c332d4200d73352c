'use server'

import { redirect } from 'next/navigation'
import type { FormState } from '@/components/account/form-state'
import { createFirstAdministrator } from '@/lib/server/first-administrator'
import { beginSession, currentVisitor } from '@/lib/server/session'
import { errorRecord, fail } from '@/lib/shell'

const passwordsDiffer = errorRecord(
  'InvalidArgument',
  'PasswordsDiffer',
  'The two passwords are not the same.',
  {
    target: 'confirmation',
    recommendedAction: 'Type the password again in both fields.',
  },
)

/** Makes the first administrator and signs them in; back to the form with what to mend. */
export async function firstAdministratorAction(
  _: FormState<{ id: string }>,
  form: FormData,
): Promise<FormState<{ id: string }>> {
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = { code: text('code'), email: text('email'), name: text('name') }
  if (text('password') !== text('confirmation')) return { typed, result: fail(passwordsDiffer) }
  const visitor = await currentVisitor()
  const made = await createFirstAdministrator({ ...typed, password: text('password') }, visitor)
  if (!made.ok) return { typed, result: made }
  await beginSession(made.value.id, visitor)
  redirect('/first-visit')
}
