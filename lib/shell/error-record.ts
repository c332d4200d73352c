/** PowerShell's ErrorCategory, as far as commands here use it. */
export type ErrorCategory =
  | 'InvalidArgument'
  | 'InvalidData'
  | 'InvalidOperation'
  | 'InvalidType'
  | 'NotSpecified'
  | 'ObjectNotFound'
  | 'PermissionDenied'
  | 'ResourceExists'
  | 'ResourceUnavailable'
  | 'SecurityError'
  | 'SyntaxError'

/**
 * An expected failure, shaped as PowerShell's own ErrorRecord. It is returned, never thrown.
 * `target` names the parameter at fault ("Alias"), so that a form shows the error at the field
 * that stands for this parameter and the shell shows it behind the command.
 */
export interface ErrorRecord {
  readonly message: string
  readonly category: ErrorCategory
  /** FullyQualifiedErrorId without the command's name: "NamedParameterNotFound". */
  readonly errorId: string
  readonly target?: string
  readonly recommendedAction?: string
}

/** `errorRecord('ResourceExists', 'ProxyAddressInUse', 'The proxy address … is already …', { target: 'Alias' })` */
export function errorRecord(
  category: ErrorCategory,
  errorId: string,
  message: string,
  more: { target?: string; recommendedAction?: string } = {},
): ErrorRecord {
  return { message, category, errorId, ...more }
}
