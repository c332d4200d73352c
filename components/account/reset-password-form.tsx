'use client'

import { useActionState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { errorBeside, type FormAction, untouched } from './form-state'
import { type HandedPassword, HandedPasswordAlert } from './handed-password'

export function ResetPasswordForm({
  action,
  account,
  disabledReason,
}: {
  action: FormAction<HandedPassword>
  account: { readonly id: string }
  disabledReason: string | null
}) {
  const [state, submit] = useActionState(action, untouched)
  const error = errorBeside(state, [])
  if (disabledReason)
    return (
      <div>
        <Button disabledReason={disabledReason}>Make a one-time password</Button>
      </div>
    )
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="id" value={account.id} />
      {error && <ErrorAlert error={error} live />}
      {state.result?.ok && <HandedPasswordAlert handed={state.result.value} />}
      <div>
        <SubmitButton look="secondary">Make a one-time password</SubmitButton>
      </div>
    </form>
  )
}
