'use server'

import { redirect } from 'next/navigation'
import type { SignInState } from '@/components/account/sign-in-form'
import { internalPath } from '@/lib/server/internal-path'
import { currentVisitor, leaveSession } from '@/lib/server/session'
import { setSessionCookie } from '@/lib/server/session-cookie'
import { signIn } from '@/lib/server/sign-in'

/** Back to the form with what to mend, or on to `from`, signed in. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const typed = (name: string) => String(form.get(name) ?? '')
  const email = typed('email')
  const result = await signIn(
    { email, password: typed('password'), newPassword: typed('newPassword') },
    await currentVisitor(),
  )
  if (!result.ok) return { email, error: result.error }
  await setSessionCookie(result.value.sessionId)
  redirect(internalPath(form.get('from')))
}

/** For the menu in the band: this browser's session ends, here and in the database. */
export async function signOutAction(): Promise<void> {
  await leaveSession()
  redirect('/sign-in')
}
