'use client'

import { useActionState } from 'react'
import { errorBeside, errorOf, type FormAction, untouched } from '@/components/account/form-state'
import { ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { Step } from '@/lib/analyzer'
import { Outcome } from './outcome'
import { StepList } from './step-item'

interface Tested {
  readonly title: string
  readonly steps: readonly Step[]
  readonly text: string
}

/** The same test with a mailbox’s name and password; its steps come all at once. */
export function SignInTest({
  action,
  test,
  from,
  disabledReason,
}: {
  action: FormAction<Tested>
  test: string
  from: string
  disabledReason: string | null
}) {
  const [state, submit] = useActionState(action, untouched)
  const other = errorBeside(state, ['address', 'password'])
  return (
    <section aria-labelledby="sign-in-test" className="mt-8">
      <h2 id="sign-in-test" className="text-base font-semibold">
        With a mailbox
      </h2>
      <p className="mt-1 mb-3 max-w-[72ch] text-sm text-soft">
        Signs in to a mailbox of the site as Outlook or a telephone does. The password is used for this test
        and kept nowhere.
      </p>
      <form action={submit} className="flex flex-col gap-4 print:hidden">
        {other && <ErrorAlert error={other} live />}
        <input type="hidden" name="test" value={test} />
        <input type="hidden" name="from" value={from} />
        <TextField
          label="Email address"
          name="address"
          autoComplete="off"
          defaultValue={state.typed.address ?? ''}
          error={errorOf(state, 'address')}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="off"
          error={errorOf(state, 'password')}
        />
        <div>
          {disabledReason ? (
            <Button disabledReason={disabledReason}>Sign in and test</Button>
          ) : (
            <SubmitButton look="secondary">Sign in and test</SubmitButton>
          )}
        </div>
      </form>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {state.result?.ok && (
          <>
            <h3 className="mb-2 text-sm font-semibold">{state.result.value.title}</h3>
            <StepList steps={state.result.value.steps} />
            <Outcome steps={state.result.value.steps} text={state.result.value.text} label="the steps" />
          </>
        )}
      </div>
    </section>
  )
}
