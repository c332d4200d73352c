'use server'

import { redirect } from 'next/navigation'
import type { ComposeState } from '@/components/owa/compose-form'
import { textIn } from '@/components/owa/kept-text'
import type { MailboxSignInState } from '@/components/owa/mailbox-sign-in-form'
import { changeItems } from '@/lib/server/change-items'
import { composeFromForm } from '@/lib/server/compose'
import { beginMailboxSession, checkMailbox, leaveMailboxSession } from '@/lib/server/mailbox-session'
import { signInToMailbox } from '@/lib/server/mailbox-sign-in'
import { currentVisitor } from '@/lib/server/session'

/** Back to the form with what to mend, or on to the mailbox. */
export async function signInToMailboxAction(
  _: MailboxSignInState,
  form: FormData,
): Promise<MailboxSignInState> {
  const userName = String(form.get('userName') ?? '')
  const password = String(form.get('password') ?? '')
  const admitted = await signInToMailbox({ userName, password }, await currentVisitor())
  if (!admitted.ok) return { userName: userName.slice(0, 320), error: admitted.error }
  await beginMailboxSession(admitted.value)
  redirect('/owa')
}

export async function signOutOfMailboxAction(): Promise<void> {
  await leaveMailboxSession()
  redirect('/owa/sign-in')
}

/** For the buttons over a list and over a message. */
export async function changeItemsAction(form: FormData): Promise<void> {
  const checked = await checkMailbox()
  if (!checked.ok) redirect('/owa/sign-in')
  redirect(await changeItems(checked.value, form))
}

/** Sends a message and goes on to the mailbox, or keeps it in Drafts; back to the form with what to mend. */
export async function composeAction(state: ComposeState, form: FormData): Promise<ComposeState> {
  const checked = await checkMailbox()
  const done = checked.ok ? await composeFromForm(checked.value, form) : checked
  const text = form.has('scripted') ? null : textIn(form)
  if (!done.ok) return { ...state, kept: null, text, error: done.error }
  const { draft, files, error } = done.value
  if (draft === null) redirect('/owa?sent=1')
  return { mode: 'draft', source: draft, files, error, text, kept: error === null ? 'saved' : 'unsent' }
}
