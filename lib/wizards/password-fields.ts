import { ok, type Result, refuse } from '@/lib/shell'
import type { Field } from './wizard'

/** A new password and its confirmation. `check` is the rule of the password itself. */
export function passwordFields<F>(own: {
  readonly label: string
  readonly confirmation: string
  readonly parameter: string
  readonly hint: (facts: F) => string
  readonly check: NonNullable<Field<F>['check']>
}): readonly Field<F>[] {
  const { label, confirmation, parameter, hint, check } = own
  return [
    { kind: 'password', name: 'password', label, parameter, autocomplete: 'new-password', hint, check },
    {
      kind: 'password',
      name: 'confirmation',
      label: confirmation,
      autocomplete: 'new-password',
      check: (value, _, answers): Result<unknown> =>
        value === answers.password
          ? ok(value)
          : refuse('InvalidArgument', 'PasswordsDiffer', 'The two passwords are not the same.', {
              target: 'confirmation',
              recommendedAction: 'Type the password again in both fields.',
            }),
    },
  ]
}
