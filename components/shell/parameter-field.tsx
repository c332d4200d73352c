'use client'

import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import type { ScriptParameter } from '@/lib/runbooks/console'

const isSwitch = (type: string) =>
  /^(switch|switchparameter|bool|boolean)$/i.test(type.replace(/^System\.|[[\]]/g, ''))

/** A parameter of a script as a field: a check box for a switch, a password field for a secret, else a line. */
function ParameterField({
  parameter,
  value,
  onChange,
}: {
  parameter: ScriptParameter
  value: string
  onChange: (value: string) => void
}) {
  const { name, type, mandatory, secret, defaultText, help } = parameter
  if (isSwitch(type))
    return (
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={value === '$true'}
          onChange={(event) => onChange(event.target.checked ? '$true' : '')}
        />
        <span>{name}</span>
        {help && <span className="text-xs text-faint">{help}</span>}
      </label>
    )
  const field = {
    label: (
      <>
        {name} <span className="text-xs font-normal text-faint">{mandatory ? 'required' : type}</span>
      </>
    ),
    hint: help,
    value,
    required: mandatory,
    autoComplete: secret ? 'new-password' : 'off',
    placeholder: defaultText ?? undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return secret ? <PasswordField {...field} /> : <TextField {...field} spellCheck={false} />
}

type Values = Readonly<Record<string, string>>

/** The form of a script's param block. */
export function ParameterFields({
  parameters,
  values,
  onChange,
}: {
  parameters: readonly ScriptParameter[]
  values: Values
  onChange: (change: (all: Values) => Values) => void
}) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">Parameters</legend>
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          onChange={(value) => onChange((all) => ({ ...all, [parameter.name]: value }))}
        />
      ))}
    </fieldset>
  )
}
