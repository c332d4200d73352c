'use client'

import { useActionState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { errorBeside, type FormAction, untouched } from './form-state'

/** The box must be ticked first: one click removes nobody. */
export function RemoveForm({
  action,
  account,
  disabledReason,
}: {
  action: FormAction<void>
  account: { readonly id: string; readonly email: string }
  disabledReason: string | null
}) {
  const [state, submit] = useActionState(action, untouched)
  const error = errorBeside(state, [])
  if (disabledReason)
    return (
      <div>
        <Button disabledReason={disabledReason}>Remove</Button>
      </div>
    )
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="id" value={account.id} />
      <Checkbox label={`Yes, remove ${account.email}`} name="sure" required />
      {error && <ErrorAlert error={error} live />}
      <div>
        <SubmitButton look="danger">Remove</SubmitButton>
      </div>
    </form>
  )
}
