'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { ErrorRecord } from '@/lib/shell'
import { PasswordHint } from './password-hint'

export interface SignInState {
  /** As typed, so that it need not be typed again. */
  readonly email: string
  readonly error: ErrorRecord | null
}

/**
 * Works as a plain form before any script has run. After a one-time password it grows a field for one's own
 * (errors with the target newPassword); the typed password stays meanwhile.
 */
export function SignInForm({
  action,
  from,
  initial,
}: {
  action: (state: SignInState, form: FormData) => Promise<SignInState>
  /** The path to go on to. */
  from: string
  initial: SignInState
}) {
  const [{ email, error }, submit] = useActionState(action, initial)
  const [password, setPassword] = useState('')
  const choosing = error?.target === 'newPassword'
  const firstField = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (choosing) firstField.current?.querySelector('input')?.focus()
  }, [choosing])

  return (
    <form action={submit} className="flex flex-col gap-5">
      <h1 className="text-2xl font-semibold">{choosing ? 'Choose your password' : 'Sign in'}</h1>
      {error && !choosing && <ErrorAlert error={error} live />}
      {choosing && (
        <Alert tone="info" live>
          The password that you were given works once. From now on you sign in with your own.
        </Alert>
      )}
      <input type="hidden" name="from" value={from} />
      <TextField
        label="Email address"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={email}
        readOnly={choosing}
      />
      <PasswordField
        label={choosing ? 'One-time password' : 'Password'}
        name="password"
        autoComplete={choosing ? 'one-time-code' : 'current-password'}
        required
        maxLength={1000}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {choosing && (
        <div ref={firstField}>
          <PasswordField
            label="Your own password"
            name="newPassword"
            autoComplete="new-password"
            required
            hint={<PasswordHint />}
            error={error.errorId === 'NewPasswordNeeded' ? null : error}
          />
        </div>
      )}
      <SubmitButton className="w-full">{choosing ? 'Save and sign in' : 'Sign in'}</SubmitButton>
    </form>
  )
}
