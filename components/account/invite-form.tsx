'use client'

import { useActionState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { ChoiceGroup } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { errorBeside, errorOf, type FormAction, untouched } from './form-state'
import { type HandedPassword, HandedPasswordAlert } from './handed-password'
import { roles } from './roles'

/** After an invitation the form is empty again, for the next one, under the password of the last. */
export function InviteForm({ action }: { action: FormAction<HandedPassword> }) {
  const [state, submit] = useActionState(action, untouched)
  const other = errorBeside(state, ['email', 'name', 'role'])
  return (
    <form action={submit} className="flex flex-col gap-5">
      {other && <ErrorAlert error={other} live />}
      {state.result?.ok && <HandedPasswordAlert handed={state.result.value} />}
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        required
        maxLength={100}
        defaultValue={state.typed.name}
        error={errorOf(state, 'name')}
      />
      <TextField
        label="Email address"
        name="email"
        type="email"
        autoComplete="off"
        required
        maxLength={254}
        hint="What they sign in with. No message is sent."
        defaultValue={state.typed.email}
        error={errorOf(state, 'email')}
      />
      <ChoiceGroup
        label="Role"
        name="role"
        options={roles}
        defaultValue={state.typed.role || 'Observer'}
        error={errorOf(state, 'role')}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Invite</SubmitButton>
        <LinkButton look="quiet" href="/settings/people">
          Back to People
        </LinkButton>
      </div>
    </form>
  )
}
