import { readMx, readSrv, type ZoneRecord } from '@/lib/network'

/** What differs between the record forms of providers, and what people stumble over; the first is what most have. */
export const formChoices = [
  {
    id: 'host',
    label: 'Host or name',
    options: [
      { value: 'part', label: 'the form adds the domain' },
      { value: 'whole', label: 'the whole name' },
    ],
  },
  {
    id: 'apex',
    label: 'The domain itself',
    options: [
      { value: 'at', label: 'is typed as @' },
      { value: 'empty', label: 'is left empty' },
    ],
  },
  {
    id: 'dot',
    label: 'Names in the value',
    options: [
      { value: 'without', label: 'without a dot at the end' },
      { value: 'with', label: 'with a dot at the end' },
    ],
  },
  {
    id: 'priority',
    label: 'Priority of an MX record',
    options: [
      { value: 'beside', label: 'in a field of its own' },
      { value: 'inside', label: 'in the value' },
    ],
  },
  {
    id: 'service',
    label: 'Parts of an SRV record',
    options: [
      { value: 'beside', label: 'a field for each' },
      { value: 'inside', label: 'all in the value' },
    ],
  },
] as const

type Choice = (typeof formChoices)[number]
/** One provider's form. */
export type FormStyle = { readonly [C in Choice as C['id']]: C['options'][number]['value'] }

/** The style that was asked for; what was left out, or nobody knows, is as most forms have it. */
export function readFormStyle(wanted: Readonly<Record<string, unknown>>): FormStyle {
  const pick = ({ id, options }: Choice) =>
    options.find(({ value }) => value === wanted[id])?.value ?? options[0].value
  return Object.fromEntries(formChoices.map((one) => [one.id, pick(one)])) as FormStyle
}

/** One field of a form: its usual label and exactly what to type; an empty text is left empty. */
export interface FormField {
  readonly label: string
  readonly value: string
}

export interface FormEntry {
  readonly id: string
  readonly type: string
  readonly fields: readonly FormField[]
}

function hostField({ name }: ZoneRecord, domain: string, { host, apex, dot }: FormStyle): FormField {
  const label = 'Host'
  if (host === 'part') return { label, value: name !== '@' ? name : apex === 'at' ? '@' : '' }
  const whole = name === '@' ? domain : `${name}.${domain}`
  return { label, value: dot === 'with' ? `${whole}.` : whole }
}

function target(name: string, { dot }: FormStyle): string {
  const bare = name.replace(/\.$/, '')
  return dot === 'with' ? `${bare}.` : bare
}

function valueFields({ type, data }: ZoneRecord, style: FormStyle): readonly FormField[] {
  if (type === 'MX') {
    const { preference, host } = readMx(data)
    const mailServer = target(host, style)
    return style.priority === 'beside'
      ? [
          { label: 'Priority', value: String(preference) },
          { label: 'Value', value: mailServer },
        ]
      : [{ label: 'Value', value: `${preference} ${mailServer}` }]
  }
  if (type !== 'SRV') return [{ label: 'Value', value: data }]
  const { priority, weight, port, target: to } = readSrv(data)
  return style.service === 'beside'
    ? [
        { label: 'Priority', value: String(priority) },
        { label: 'Weight', value: String(weight) },
        { label: 'Port', value: String(port) },
        { label: 'Target', value: target(to, style) },
      ]
    : [{ label: 'Value', value: `${priority} ${weight} ${port} ${target(to, style)}` }]
}

/** Each record as it is typed into a form of this style. */
export function formEntries(
  records: readonly ZoneRecord[],
  domain: string,
  style: FormStyle,
): readonly FormEntry[] {
  return records.map((record) => ({
    id: record.id,
    type: record.type,
    fields: [hostField(record, domain, style), ...valueFields(record, style)],
  }))
}
