'use client'

import { useActionState } from 'react'
import { errorBeside, errorOf, type FormAction, untouched } from '@/components/account/form-state'
import { PasswordHint } from '@/components/account/password-hint'
import { ErrorAlert } from '@/components/ui/alert'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'

/** The account of whoever sets the dashboard up; proves with the code that they can read its terminal. */
export function AdministratorForm({ action }: { action: FormAction<{ id: string }> }) {
  const [state, submit] = useActionState(action, untouched)
  const other = errorBeside(state, ['code', 'email', 'name', 'password', 'confirmation'])
  return (
    <form action={submit} className="flex flex-col gap-5">
      <h1 className="text-2xl font-semibold">Welcome</h1>
      <p className="text-soft">You are the first visitor. Create the administrator of this dashboard.</p>
      {other && <ErrorAlert error={other} live />}
      <TextField
        label="Setup code"
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        required
        defaultValue={state.typed.code}
        hint="It stands in the terminal where the dashboard was started."
        error={errorOf(state, 'code')}
      />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        required
        defaultValue={state.typed.name}
        error={errorOf(state, 'name')}
      />
      <TextField
        label="Email address"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state.typed.email}
        hint="You sign in with it. On the site you work as the part before the @."
        error={errorOf(state, 'email')}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        hint={<PasswordHint />}
        error={errorOf(state, 'password')}
      />
      <PasswordField
        label="Confirm the password"
        name="confirmation"
        autoComplete="new-password"
        required
        error={errorOf(state, 'confirmation')}
      />
      <SubmitButton className="w-full">Create the administrator</SubmitButton>
    </form>
  )
}
