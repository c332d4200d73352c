import { type ErrorCategory, type ErrorRecord, errorRecord } from '../../error-record'
import type { Datum } from './datum'

export interface ErrorPosition {
  readonly file: string | null
  readonly line: number
  readonly char: number
  /** The whole line. */
  readonly text: string
  readonly length: number
}

/** An error as `$Error` keeps it: the record that the rest of the project knows, and where it happened. */
export interface ScriptError {
  readonly record: ErrorRecord
  /** The .NET exception's name, for `catch [Name]`. */
  readonly exception: string
  /** The command that wrote it, as in `[Get-Mailbox]`. */
  readonly activity: string
  readonly fullyQualifiedErrorId: string
  readonly position: ErrorPosition | null
  /** What was thrown, or worked on. */
  readonly subject: Datum
}

export interface Failing {
  readonly category?: ErrorCategory
  readonly exception?: string
  readonly activity?: string
  readonly position?: ErrorPosition | null
  readonly subject?: Datum
  readonly fullyQualifiedErrorId?: string
}

export function scriptError(message: string, errorId: string, more: Failing = {}): ScriptError {
  const activity = more.activity ?? ''
  return {
    record: errorRecord(more.category ?? 'InvalidOperation', errorId, message),
    exception: more.exception ?? 'System.Management.Automation.RuntimeException',
    activity,
    fullyQualifiedErrorId: more.fullyQualifiedErrorId ?? (activity ? `${errorId},${activity}` : errorId),
    position: more.position ?? null,
    subject: more.subject ?? null,
  }
}

export function parseError(message: string, errorId: string, position: ErrorPosition): ScriptError {
  return scriptError(message, errorId, {
    category: 'SyntaxError',
    exception: 'System.Management.Automation.ParseException',
    position,
  })
}

/** A terminating error on its way to the catch that takes it; it never leaves the language. */
export class Failure {
  constructor(readonly error: ScriptError) {}
}

export function failure(message: string, errorId: string, more: Failing = {}): Failure {
  return new Failure(scriptError(message, errorId, more))
}
