import type { ErrorRecord, Result } from '@/lib/shell'

/** What a form's action gives back: the outcome, and what was typed, because React empties a form that was sent. */
export interface FormState<T> {
  readonly typed: Readonly<Record<string, string>>
  readonly result: Result<T> | null
}

export type FormAction<T> = (state: FormState<T>, form: FormData) => Promise<FormState<T>>

export const untouched = { typed: {}, result: null } as const

/** The error of one field, or (without a field) the one that belongs to none of these. */
export function errorOf<T>(state: FormState<T>, field: string): ErrorRecord | null {
  const error = state.result?.ok === false ? state.result.error : null
  return error?.target === field ? error : null
}

export function errorBeside<T>(state: FormState<T>, fields: readonly string[]): ErrorRecord | null {
  const error = state.result?.ok === false ? state.result.error : null
  return error && !fields.includes(error.target ?? '') ? error : null
}
