import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'
import { described, type FieldProps, FieldShell, inputClass } from './field-shell'

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'size'> & {
    /** Shown inside the field at its end: "available". */
    trailing?: ReactNode
    fieldClassName?: string
  }

/** One line of text. All attributes of a native input pass through: name, defaultValue, autoComplete, … */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  trailing,
  className,
  fieldClassName,
  ...rest
}: TextFieldProps) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }} className={fieldClassName}>
      <div className="relative">
        <input
          type="text"
          {...rest}
          id={id}
          {...described(id, { hint, error })}
          className={cx(inputClass, Boolean(trailing) && 'pr-32', className)}
        />
        {trailing && (
          <div className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs font-medium">
            {trailing}
          </div>
        )}
      </div>
    </FieldShell>
  )
}

/** Several lines of text: a certificate authority's answer, a CSV. */
export function TextArea({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }}>
      <textarea
        rows={6}
        {...rest}
        id={id}
        {...described(id, { hint, error })}
        className={cx(inputClass, 'font-mono text-xs', className)}
      />
    </FieldShell>
  )
}

/** A native drop-down list; pass `<option>` elements as children. */
export function Select({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'select'>) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }}>
      <select {...rest} id={id} {...described(id, { hint, error })} className={cx(inputClass, className)} />
    </FieldShell>
  )
}

/** A file from the visitor's computer. */
export function FileField({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'input'>, 'type'>) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }}>
      <input
        {...rest}
        type="file"
        id={id}
        {...described(id, { hint, error })}
        className={cx(
          inputClass,
          'file:mr-3 file:rounded file:border-0 file:bg-tint file:px-3 file:py-1 file:text-sm file:font-medium file:text-link',
          className,
        )}
      />
    </FieldShell>
  )
}
