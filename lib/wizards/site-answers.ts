import {
  type SiteDescription,
  type SiteParameter,
  type SiteParameters,
  siteDescriptionErrors,
  siteParameters,
} from '@/lib/essentials'
import type { Runbook } from '@/lib/runbooks/runbook'
import { command, fail, ok, type Result } from '@/lib/shell'
import type { Answers, Field } from './wizard'

export interface DescribeSiteFacts {
  /** Null at the first visit. */
  readonly description: SiteDescription | null
  /** Addresses that the router keeps for one computer: they may lie within the DHCP range. */
  readonly reserved: readonly string[]
  /** Whether the second server is joined to the domain now. */
  readonly joined: boolean
}

/** The parameters that a form asks for, as the form holds them: text and switches. */
function parametersOf(answers: Answers): Partial<SiteParameters> {
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => /^[A-Z]/.test(name) && name !== 'ExchangeJoined'),
  )
}

/** The rule of one field, compared with the others that were answered so far. */
function check(parameter: SiteParameter) {
  return (
    _: string | boolean,
    { description, reserved }: DescribeSiteFacts,
    answers: Answers,
  ): Result<unknown> => {
    const whole = { ...(description ? siteParameters(description) : {}), ...parametersOf(answers) }
    const error = siteDescriptionErrors(whole, { reserved }).find(({ target }) => target === parameter)
    return error ? fail(error) : ok(null)
  }
}

export const asText = (value: SiteParameters[SiteParameter]) =>
  typeof value === 'object' ? value.join(', ') : value

export function field(
  name: SiteParameter,
  label: string,
  more: Partial<Field<DescribeSiteFacts>> = {},
  otherwise?: (answers: Answers) => string,
): Field<DescribeSiteFacts> {
  return {
    kind: 'text',
    name,
    label,
    parameter: name,
    autocomplete: 'off',
    check: check(name),
    suggest: ({ description }, answers) =>
      description ? asText(siteParameters(description)[name]) : (otherwise?.(answers) ?? ''),
    ...more,
  } as Field<DescribeSiteFacts>
}

export function choice(
  name: SiteParameter,
  label: string,
  first: string,
  options: readonly { value: string; label: string; note?: string }[],
): Field<DescribeSiteFacts> {
  return field(
    name,
    label,
    { kind: 'choice', options: () => options } as Partial<Field<DescribeSiteFacts>>,
    () => first,
  )
}

/** Only what differs from the description as it is becomes a parameter of the command. */
export function compileChange({ description }: DescribeSiteFacts, answers: Answers): Runbook {
  const before = description && siteParameters(description)
  const changed = Object.entries(parametersOf(answers)).filter(
    ([name, value]) => !before || asText(before[name as SiteParameter]) !== value,
  )
  const values = changed.map(([name, value]) => [
    name,
    name === 'PublicAddresses'
      ? String(value)
          .split(/[\s,;]+/)
          .filter(Boolean)
      : typeof value === 'string'
        ? value.trim()
        : value,
  ])
  const joined = description ? {} : { ExchangeJoined: answers.ExchangeJoined === true }
  const steps =
    changed.length > 0
      ? [
          {
            title: 'Describe the site',
            command: command('Set-SiteDescription', { ...Object.fromEntries(values), ...joined }),
          },
        ]
      : []
  return { title: description ? 'Change the description of the site' : 'Describe the site', steps }
}
