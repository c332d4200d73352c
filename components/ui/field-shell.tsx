import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

/** What a field's error looks like: a sentence, or an ErrorRecord (its recommendedAction follows). */
export type FieldError = string | { readonly message: string; readonly recommendedAction?: string }

/** What every field takes. */
export interface FieldProps {
  label: ReactNode
  /** A sentence under the field. */
  hint?: ReactNode
  error?: FieldError | null
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean
}

/** The attributes that tie a control to its hint and error. */
export function described(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined } as const
}

export const inputClass =
  'min-h-[38px] w-full rounded border border-edge bg-raised px-2.5 py-1.5 text-[14px] text-ink placeholder:text-faint aria-invalid:border-bad aria-invalid:border-2 focus-visible:outline-offset-0'

/** Label above, hint and error below a control with this id. */
export function FieldShell({
  id,
  label,
  hint,
  error,
  labelHidden,
  className = 'max-w-[580px]',
  children,
}: FieldProps & { id: string; className?: string; children: ReactNode }) {
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={cx('text-sm font-medium', labelHidden && 'sr-only')}>
        {label}
      </label>
      {children}
      <Below id={id} hint={hint} error={error} />
    </div>
  )
}

/** The hint and the error of a control; the error is announced when it appears. */
export function Below({ id, hint, error }: Pick<FieldProps, 'hint' | 'error'> & { id: string }) {
  return (
    <>
      <div id={`${id}-error`} aria-live="polite" className="empty:hidden">
        {error && <ErrorText error={error} />}
      </div>
      {hint && (
        <div id={`${id}-hint`} className="text-xs text-faint [&_b]:text-soft">
          {hint}
        </div>
      )}
    </>
  )
}

export function ErrorText({ error }: { error: FieldError }) {
  const { message, recommendedAction } =
    typeof error === 'string' ? { message: error, recommendedAction: undefined } : error
  return (
    <p className="flex gap-1.5 text-xs font-medium text-error">
      <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
      <span>
        {message}
        {recommendedAction && <span className="font-normal text-soft"> {recommendedAction}</span>}
      </span>
    </p>
  )
}
