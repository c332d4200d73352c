'use client'

import { useActionState } from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ChoiceGroup } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { errorBeside, type FormAction, untouched } from './form-state'
import { roles } from './roles'

/** `disabledReason` is why this reader may not change it, or null. */
export function RoleForm({
  action,
  account,
  own,
  disabledReason,
}: {
  action: FormAction<void>
  account: { readonly id: string; readonly role: string }
  own: boolean
  disabledReason: string | null
}) {
  const [state, submit] = useActionState(action, untouched)
  const error = errorBeside(state, [])
  if (disabledReason)
    return (
      <div className="flex flex-col items-start gap-3">
        <p>{account.role}</p>
        <Button disabledReason={disabledReason}>Change role</Button>
      </div>
    )
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="id" value={account.id} />
      <ChoiceGroup label="Role" labelHidden name="role" defaultValue={account.role} options={roles} />
      {own && account.role === 'Administrator' && (
        <p className="max-w-[560px] text-sm text-soft">
          This is you: as an Observer you could not take it back yourself.
        </p>
      )}
      {error && <ErrorAlert error={error} live />}
      <div>
        <SubmitButton look="secondary">Change role</SubmitButton>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {state.result?.ok && <Alert tone="success">The role is {state.typed.role} now.</Alert>}
      </div>
    </form>
  )
}
