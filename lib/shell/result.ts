import { type ErrorCategory, type ErrorRecord, errorRecord } from './error-record'

/** What every operation that can be refused gives: a value, or the ErrorRecord that says why not. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorRecord }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail(error: ErrorRecord): Result<never> {
  return { ok: false, error }
}

/** `refuse('InvalidArgument', 'AliasInvalid', 'An alias …', { target: 'Alias' })`: a failed result in one call. */
export function refuse(
  category: ErrorCategory,
  errorId: string,
  message: string,
  more: { target?: string; recommendedAction?: string } = {},
): Result<never> {
  return fail(errorRecord(category, errorId, message, more))
}
