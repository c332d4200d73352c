import { Check } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'
import { Below, described, type FieldProps } from './field-shell'

type BoxProps = FieldProps & Omit<ComponentProps<'input'>, 'type' | 'size'>

/** One yes or no. */
export function Checkbox({ label, hint, error, labelHidden, className, ...rest }: BoxProps) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <div className={cx('flex max-w-[580px] flex-col gap-1', className)}>
      <div className="flex items-start gap-2.5">
        <span className="relative mt-px flex size-6 shrink-0 items-center justify-center">
          <input
            {...rest}
            id={id}
            type="checkbox"
            {...described(id, { hint, error })}
            className="peer size-[18px] appearance-none rounded-sm border border-edge bg-raised checked:border-action checked:bg-action disabled:opacity-60"
          />
          <Check
            aria-hidden
            size={13}
            strokeWidth={3}
            className="pointer-events-none absolute hidden text-white peer-checked:block"
          />
        </span>
        <label htmlFor={id} className={cx('py-[3px] text-[14px] font-medium', labelHidden && 'sr-only')}>
          {label}
        </label>
      </div>
      <div className="pl-[34px] empty:hidden">
        <Below {...{ id, hint, error }} />
      </div>
    </div>
  )
}

export interface Choice {
  value: string
  label: ReactNode
  /** A sentence under the label. */
  note?: ReactNode
  /** Why it cannot be chosen. */
  disabled?: string
}

/** One of several, as radio buttons with room for a note each. */
export function ChoiceGroup({
  label,
  hint,
  error,
  labelHidden,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
}: FieldProps & {
  name: string
  options: readonly Choice[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
}) {
  const id = useId()
  return (
    <fieldset
      aria-describedby={described(id, { hint, error })['aria-describedby']}
      className="flex max-w-[580px] flex-col gap-2"
    >
      <legend className={cx('mb-1.5 text-sm font-medium', labelHidden && 'sr-only')}>{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-2.5 rounded border border-line px-3 py-2.5 has-checked:border-action has-checked:bg-tint has-disabled:cursor-not-allowed has-disabled:bg-panel has-disabled:text-faint"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            disabled={Boolean(option.disabled)}
            defaultChecked={value === undefined ? defaultValue === option.value : undefined}
            checked={value === undefined ? undefined : value === option.value}
            onChange={onValueChange && (() => onValueChange(option.value))}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-edge bg-raised checked:border-[5px] checked:border-action"
          />
          <span className="flex flex-col">
            <span className="text-[14px] font-medium">{option.label}</span>
            {option.note && <span className="text-xs text-soft">{option.note}</span>}
            {option.disabled && <span className="text-xs text-soft">{option.disabled}</span>}
          </span>
        </label>
      ))}
      <Below {...{ id, hint, error }} />
    </fieldset>
  )
}
