'use client'

import { useActionState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { ErrorRecord } from '@/lib/shell'

export interface MailboxSignInState {
  /** As typed, so that it need not be typed again. */
  readonly userName: string
  readonly error: ErrorRecord | null
}

/** Works as a plain form before any script has run. */
export function MailboxSignInForm({
  action,
}: {
  action: (state: MailboxSignInState, form: FormData) => Promise<MailboxSignInState>
}) {
  const [{ userName, error }, submit] = useActionState(action, { userName: '', error: null })
  return (
    <form action={submit} className="flex flex-col gap-5">
      {error && <ErrorAlert error={error} live />}
      <TextField
        label="User name or email address"
        name="userName"
        autoComplete="section-mailbox username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={320}
        defaultValue={userName}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="section-mailbox current-password"
        required
        maxLength={1000}
      />
      <SubmitButton className="w-full">Sign in</SubmitButton>
    </form>
  )
}
