'use client'

import { type ComponentProps, useId, useState } from 'react'
import { cx } from './cx'
import { described, type FieldProps, FieldShell, inputClass } from './field-shell'
import { joinSize, type SizeUnit, sizeUnits, splitSize } from './size'

type SizeFieldProps = FieldProps &
  Pick<ComponentProps<'input'>, 'id' | 'name' | 'disabled' | 'required' | 'onBlur' | 'autoFocus'> & {
    /** "2 GB": held by the caller. Without it the field keeps its own value. */
    value?: string
    defaultValue?: string
    onValueChange?: (value: string) => void
    units?: readonly SizeUnit[]
  }

/** A size: an amount and its unit in one frame. In a form it sends one text, "2 GB", under `name`. */
export function SizeField({
  label,
  hint,
  error,
  labelHidden,
  value,
  defaultValue = '',
  onValueChange,
  name,
  units = ['MB', 'GB'],
  ...rest
}: SizeFieldProps) {
  const generated = useId()
  const id = rest.id ?? generated
  const [own, setOwn] = useState(() => splitSize(value ?? defaultValue))
  const given = value === undefined || value === '' ? own : splitSize(value)
  const shown = value === '' ? { amount: '', unit: own.unit } : given
  const change = (next: typeof shown) => {
    setOwn(next)
    onValueChange?.(joinSize(next.amount, next.unit))
  }
  const offered = sizeUnits.filter((unit) => units.includes(unit) || unit === shown.unit)
  return (
    <FieldShell {...{ id, label, hint, error, labelHidden }} className="max-w-[280px]">
      <div className="relative">
        <input
          {...rest}
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={shown.amount}
          onChange={(event) => change({ ...shown, amount: event.target.value })}
          {...described(id, { hint, error })}
          className={cx(inputClass, 'pr-20')}
        />
        <select
          aria-label="Unit"
          value={shown.unit}
          disabled={rest.disabled}
          onChange={(event) => change({ ...shown, unit: event.target.value as SizeUnit })}
          className="absolute inset-y-1 right-1 w-[62px] rounded bg-raised pl-1.5 text-sm text-soft"
        >
          {offered.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
        {name && <input type="hidden" name={name} value={joinSize(shown.amount, shown.unit)} />}
      </div>
    </FieldShell>
  )
}
