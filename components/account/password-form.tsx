'use client'

import { useActionState } from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { errorBeside, errorOf, type FormAction, untouched } from './form-state'
import { PasswordHint } from './password-hint'

export function PasswordForm({
  action,
  email,
}: {
  action: FormAction<{ endedSessions: number }>
  email: string
}) {
  const [state, submit] = useActionState(action, untouched)
  const other = errorBeside(state, ['current', 'next'])
  return (
    <form action={submit} className="flex flex-col gap-4">
      {other && <ErrorAlert error={other} live />}
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField
        label="Current password"
        name="current"
        autoComplete="current-password"
        required
        error={errorOf(state, 'current')}
      />
      <PasswordField
        label="New password"
        name="next"
        autoComplete="new-password"
        required
        hint={<PasswordHint />}
        error={errorOf(state, 'next')}
      />
      <div>
        <SubmitButton look="secondary">Change password</SubmitButton>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {state.result?.ok && <Alert tone="success">{changed(state.result.value.endedSessions)}</Alert>}
      </div>
    </form>
  )
}

function changed(endedSessions: number): string {
  if (endedSessions === 0) return 'Your password is changed.'
  const others = endedSessions === 1 ? 'Your other session was' : `Your ${endedSessions} other sessions were`
  return `Your password is changed. ${others} signed out.`
}
