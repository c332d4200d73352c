'use client'

import { useActionState } from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { errorBeside, errorOf, type FormAction, untouched } from './form-state'

export function ProfileForm({ action, name }: { action: FormAction<void>; name: string }) {
  const [state, submit] = useActionState(action, untouched)
  const other = errorBeside(state, ['name'])
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      {other && <ErrorAlert error={other} live />}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={state.typed.name ?? name}
        error={errorOf(state, 'name')}
        fieldClassName="w-full"
      />
      <SubmitButton look="secondary">Save name</SubmitButton>
      <div aria-live="polite" className="empty:hidden">
        {state.result?.ok && <Alert tone="success">Your name is saved.</Alert>}
      </div>
    </form>
  )
}
