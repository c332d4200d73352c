'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useId, useState } from 'react'
import { cx } from './cx'
import { described, type FieldProps, FieldShell, inputClass } from './field-shell'

/** A password with a button that shows and hides it. Set autoComplete: "new-password" or "current-password". */
export function PasswordField({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'input'>, 'type'>) {
  const [visible, setVisible] = useState(false)
  const generated = useId()
  const id = rest.id ?? generated
  const Icon = visible ? EyeOff : Eye
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }}>
      <div className="relative">
        <input
          autoCapitalize="none"
          spellCheck={false}
          {...rest}
          type={visible ? 'text' : 'password'}
          id={id}
          {...described(id, { hint, error })}
          className={cx(inputClass, 'pr-11', className)}
        />
        <button
          type="button"
          aria-pressed={visible}
          aria-controls={id}
          onClick={() => setVisible(!visible)}
          className="absolute inset-y-1 right-1 flex w-9 items-center justify-center rounded text-soft hover:bg-panel"
        >
          <Icon aria-hidden size={17} />
          <span className="sr-only">Show the password</span>
        </button>
      </div>
    </FieldShell>
  )
}
